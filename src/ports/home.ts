/** Folders below one root, addressed by relative paths with `/`; anything that would leave the root is a bug and throws. */
export interface ReadableFolder {
  /** The absolute path of the root, for messages. */
  readonly root: string;
  /** The text of a file, or undefined when there is none. */
  read(path: string): string | undefined;
  /** Names in a folder, sorted by code unit; folders end with `/`. Empty when there is none. */
  list(path: string): readonly string[];
}

/** The home: everything that Moot may change. Files 0600, folders 0700, every write is temp + fsync + rename. */
export interface HomeFolder extends ReadableFolder {
  /** Replaces a file whole, making its folders. Throws with the path when the disk refuses. */
  write(path: string, text: string): void;
  /** Removes a file or a folder with all it holds; nothing happens when it is not there. */
  remove(path: string): void;
}

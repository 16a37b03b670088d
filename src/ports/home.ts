/** Folders below one root, addressed by relative paths with `/`; anything that would leave the root is a bug and throws. */
export interface ReadableFolder {
  /** The absolute path of the root, for messages. */
  readonly root: string;
  /** The text of a file, or undefined when there is none. Throws with the path when it cannot be read or a link leads outside. */
  read(path: string): string | undefined;
  /** Names in a folder, sorted by code unit; folders end with `/`. Empty when there is none. The root is the empty path. */
  list(path: string): readonly string[];
}

/** The home: everything that Moot may change. Files 0600, folders 0700, every write is temp + fsync + rename. */
export interface HomeFolder extends ReadableFolder {
  /** Replaces a file whole, making its folders. Throws with the path when the disk refuses or a link stands in the way. */
  write(path: string, text: string): void;
  /** Makes a folder and the folders above it; nothing happens when it is there. Throws like `write`. */
  makeFolder(path: string): void;
  /** Removes a file or a folder with all it holds; nothing happens when it is not there. Never follows a link. */
  remove(path: string): void;
}

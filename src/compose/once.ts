/** Makes a value when it is first asked for. `made` tells without making. */
export const once = <T>(make: () => T): { readonly get: () => T; readonly made: () => T | undefined } => {
  let made: { readonly value: T } | undefined;
  return {
    get: () => {
      made ??= { value: make() };
      return made.value;
    },
    made: () => made?.value,
  };
};

/** Ids of licences that the Hub knows and that fit texts and data. `unknown` says that none was chosen. */
export const LICENSES: readonly string[] = [
  ...["mit", "apache-2.0", "bsd-3-clause", "cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc-by-nc-sa-4.0", "cc-by-nd-4.0"],
  ...["cc-by-nc-nd-4.0", "odc-by", "odbl", "pddl", "cdla-permissive-2.0", "cdla-sharing-1.0", "unlicense", "other", "unknown"],
];

import { fail, type Result } from "../core/kernel/result.ts";
import type { ModelFault } from "../core/run/fault.ts";

/** What a disk refuses (no room, no permission, a link in the way) is a fault of the backend that needed it. */
export const orUnavailable = async <T>(act: () => Promise<Result<T, ModelFault>>): Promise<Result<T, ModelFault>> => {
  try {
    return await act();
  } catch (error) {
    return fail({ kind: "unavailable", message: error instanceof Error ? error.message : String(error) });
  }
};

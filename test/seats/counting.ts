import { createHash } from "node:crypto";
import { openCarriers } from "../../src/compose/carriers.ts";
import { offlineModel } from "../../src/models/offline-voices.ts";
import type { Script } from "../../src/models/script-file.ts";
import { scriptedModel } from "../../src/models/scripted.ts";
import type { Engine, Outcome } from "../../src/ports/engine.ts";
import type { Journal } from "../../src/ports/journal.ts";
import type { ModelRequest } from "../../src/ports/model.ts";
import { openLiveText } from "../../src/storage/files/live-text.ts";
import { systemClock } from "../kit/drive.ts";
import { temporaryFolder } from "../kit/home.ts";

/** SHA-256 in hex. */
export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The engine as it is shipped, over a scripted backend whose every request is counted. */
export const countingEngine = (journal: Journal, script: Script, onAsk: (request: ModelRequest) => void): Pick<Engine, "host"> => {
  const scripted = scriptedModel(script);
  const carriers = openCarriers({
    journal,
    clock: systemClock,
    performer: "test",
    liveText: openLiveText(temporaryFolder("counting")),
    sha256,
    caps: () => ({}),
    newToken: () => "token",
    seatCommand: () => {
      throw new Error("no seat is isolated here");
    },
    models: (evidenceOf) => (backend) =>
      backend === "offline"
        ? offlineModel(evidenceOf)
        : {
            id: backend,
            complete: (request, signal) => {
              onAsk(request);
              return scripted.complete(request, signal);
            },
          },
  });
  return { host: async (run, options): Promise<Outcome> => (await carriers).engine(false).host(run, options) };
};

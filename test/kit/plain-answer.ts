/**
 * What a plain model says to a prompt that it sees only as text: a verdict where a schema asks for one, a look-up never, a
 * sentence else. A pure function of the prompt.
 */
export const plainAnswer = (system: string, prompt: string): string => {
  const live = { intervention: null, gates: [], requests: [] };
  if (prompt.includes('"verdict"')) return JSON.stringify({ verdict: "CONVERGED", reason: "all is said", ...live });
  if (prompt.includes('"penalties"')) {
    const labels = [...new Set(`${system}\n${prompt}`.match(/\bSeat [A-Z]\b/gu))].sort();
    const card = { novelty: 1, accuracy: 2, impact: 1, challenge: 0, reasoning: "plain", grandInsight: null };
    return JSON.stringify({ scores: labels.map((seat) => ({ seat, ...card })), penalties: [] });
  }
  if (prompt.includes('"intervention"')) return JSON.stringify(live);
  if (prompt.includes("RESEARCH WINDOW")) return "PASS";
  return "I take the oak shelf: it costs 80 EUR and holds 42 books, which is enough.";
};

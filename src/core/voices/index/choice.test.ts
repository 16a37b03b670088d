import { describe, expect, it } from "vitest";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Language } from "../types.ts";
import { choiceIn } from "./choice.ts";

const read = (text: string, language: Language = "en", strict = false): readonly string[] | undefined =>
  choiceIn(text, lexiconOf(language), strict)?.alternatives;

describe("choiceIn() reads the alternatives of a question", () => {
  it.each<[string, string[]]>([
    ["Should we host in Frankfurt or Dublin?", ["Frankfurt", "Dublin"]],
    ["Should we rewrite the billing service or keep it?", ["rewrite the billing service", "keep it"]],
    ["Should we use Kafka or RabbitMQ for the queue?", ["Kafka", "RabbitMQ"]],
    ["Kafka, RabbitMQ or a plain table for the queue?", ["Kafka", "RabbitMQ", "a plain table"]],
    ["Should we buy a laser or an inkjet printer?", ["a laser", "an inkjet printer"]],
    ["We need to decide between PostgreSQL, CockroachDB and MongoDB for the event store.", ["PostgreSQL", "CockroachDB", "MongoDB"]],
    ["The question is whether to build our own scheduler or buy one.", ["build our own scheduler", "buy one"]],
    ["Pick one of Ghost, WordPress and Hugo.", ["Ghost", "WordPress", "Hugo"]],
    ["Postgres vs MySQL for the new service", ["Postgres", "MySQL"]],
    ["Finalists: Acme, Zendro and Kite.", ["Acme", "Zendro", "Kite"]],
    ["We could rent the hall, buy the barn or stay in the school.", ["rent the hall", "buy the barn", "stay in the school"]],
    ["Which database should we use: Postgres, MySQL or SQLite?", ["Postgres", "MySQL", "SQLite"]],
    ["Which of Alpha, Beta and Gamma should run the shop?", ["Alpha", "Beta", "Gamma"]],
    ["Should we buy or rent the van?", ["buy the van", "rent the van"]],
    ["Do we raise the fee from 8 to 12 EUR or cut the opening hours?", ["raise the fee from 8 to 12 EUR", "cut the opening hours"]],
    ["Either we close the branch on Saturdays, or we hire a third clerk.", ["close the branch on Saturdays", "hire a third clerk"]],
  ])("%s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[Language, string, string[]]>([
    ["de", "Sollen wir das Lager mieten oder kaufen?", ["das Lager mieten", "das Lager kaufen"]],
    ["de", "Sollen wir nach Köln umziehen oder in Bonn bleiben?", ["nach Köln umziehen", "in Bonn bleiben"]],
    ["de", "Wir müssen uns zwischen Anbieter A, Anbieter B und Anbieter C entscheiden.", ["Anbieter A", "Anbieter B", "Anbieter C"]],
    ["fr", "Faut-il acheter ou louer le local ?", ["acheter le local", "louer le local"]],
    ["es", "¿Debemos comprar o alquilar la furgoneta?", ["comprar la furgoneta", "alquilar la furgoneta"]],
  ])("%s: %s", (language, text, expected) => {
    expect(read(text, language)).toEqual(expected);
  });

  it("cuts a second question and hands it on", () => {
    const choice = choiceIn("Should lessons start at 08:00 or 08:45, and should double lessons be kept?", lexiconOf("en"), false);
    expect(choice?.alternatives).toEqual(["08:00", "08:45"]);
    expect(choice?.second).toBe("should double lessons be kept?");
  });

  it("reads yes or no as one alternative", () => {
    expect(choiceIn("Decide whether we move to the new office.", lexiconOf("en"), false)).toEqual({
      alternatives: ["move to the new office"],
      form: "yes-no",
    });
    expect(read("Should the team adopt trunk-based development?")).toEqual(["adopt trunk-based development"]);
    expect(read("Should we extend the lease or not?")).toEqual(["extend the lease"]);
  });
});

describe("choiceIn() finds no options in", () => {
  it.each([
    "What should we do?",
    "Should we do it?",
    "Should we do it or not?",
    "If we lose the contract or the staff, we close.",
    "It is quick and cheap.",
    "Whatever happens, three or four people will complain.",
    "How should we proceed?",
  ])("%s", (text) => {
    expect(read(text)).toBeUndefined();
  });

  it("a plain sentence outside the question", () => {
    expect(read("We could see that on Monday or Tuesday.", "en", true)).toBeUndefined();
    expect(read("Nobody knows whether it rained.", "en", true)).toBeUndefined();
  });
});

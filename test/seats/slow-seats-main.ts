/** The program whose seats take 300 ms a call, in whichever process they answer: a seat's process gets no variable of the test. */
process.env.MOOT_TEST_LATENCY_MS = "300";
await import("../surface/kit/slow-main.ts");

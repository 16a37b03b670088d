/** A small briefing with two options, two criteria, a limit that both keep, and a table. */
export const SHELF_BRIEFING: string = `# Which shelf for the atlas?

## Options

1. **oak**: the shelf by the door.
2. **pine**: the shelf by the window.

## What matters

- Price (weight 60)
- Room for 40 books (weight 40)

| | oak | pine |
|---|---|---|
| Price, EUR | 80 | 120 |
| Books | 42 | 60 |
`;

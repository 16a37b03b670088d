import { escapeHtml } from "./html.ts";
import { STYLE } from "./style.ts";

/** No script, no picture, no font, no connection: the page is its own text and drawings. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A self-contained page. `body` is HTML of our own, its texts escaped; `style` is CSS of our own beside the common one. Ends with a newline. */
export const htmlPage = ({
  title,
  language,
  body,
  style = "",
}: {
  readonly title: string;
  readonly language: string;
  readonly body: string;
  readonly style?: string;
}): string => `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeHtml(title)}</title>
<style>${STYLE}${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;

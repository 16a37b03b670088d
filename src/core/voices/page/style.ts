/** The style of the page, light and dark. Colours are the Okabe–Ito blue and vermilion; no meaning rests on colour alone. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fdfdfb;--soft:#6a7078;--line:#d8dbdf;--for:#0072b2;--against:#d55e00;--wash-for:#dbeaf4;--wash-against:#fbe3d3;--wash:#eef0f2}
@media(prefers-color-scheme:dark){:root{--ink:#e6e8ea;--paper:#15181b;--soft:#9aa1a9;--line:#343a40;--for:#56b4e9;--against:#f0914d;--wash-for:#17384d;--wash-against:#4d2a14;--wash:#23282d}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:62rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem;overflow-wrap:anywhere}
h2{font-size:1.05rem;margin:2.2rem 0 .5rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
p,li{max-width:46rem;overflow-wrap:anywhere}
li{margin:.3rem 0}
.answer{font-size:1.2rem;font-weight:600;border-left:.3rem solid var(--for);padding:.4rem .8rem;background:var(--wash)}
.answer.open,.answer.no-question,.answer.none-keeps-every-limit{border-color:var(--against)}
.confidence meter{width:9rem;height:.8rem;vertical-align:middle}
.made,.note,small{color:var(--soft);font-size:.88rem}
cite{font:.82em/1 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--soft)}
cite::before{content:"["}cite::after{content:"]"}
code{font:.88em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--wash);padding:.05em .3em;border-radius:3px}
.drawing{overflow-x:auto}
svg{display:block;font:13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:var(--ink)}
svg .small{font-size:11px;fill:var(--soft)}svg .head{font-weight:600}svg .head.out{text-decoration:line-through;fill:var(--soft)}svg .head.first{fill:var(--for)}
svg .cell{fill:none;stroke:var(--line)}svg .cell.for{fill:var(--wash-for)}svg .cell.against{fill:var(--wash-against)}svg .cell.level{fill:var(--wash)}svg .cell.none{stroke-dasharray:3 3}
svg .weight,svg .bar.for{fill:var(--for)}svg .bar.against{fill:var(--against)}svg .axis{stroke:var(--soft)}svg .move{stroke:var(--against);stroke-width:3}
table{border-collapse:collapse;font-size:.92rem}th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top;font-weight:400;min-width:7rem}
thead th{font-weight:600}tbody th{min-width:14rem}td.broken{background:var(--wash-against);font-weight:600}td.kept{background:var(--wash-for)}
@media print{body{font-size:11pt}main{max-width:none;padding:0}section{break-inside:avoid}}
`;

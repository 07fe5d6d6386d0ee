/** Eight slips on A4, cut along the lines. */
export const sheetStyle = `
@page { size: A4; margin: 0; }
* { box-sizing: border-box; margin: 0; padding: 0; }
body {
  font: 9.5pt/1.32 "Be Vietnam Pro", "Noto Sans", "Segoe UI", Roboto, Arial, "Liberation Sans", "DejaVu Sans", sans-serif;
  color: #000; background: #fff;
}
.page {
  display: grid; grid-template: repeat(4, 1fr) / repeat(2, 1fr);
  width: 210mm; height: 296.8mm; padding: 5mm; margin: 0 auto; break-after: page; overflow: hidden;
}
.page:last-child { break-after: auto; }
.slip {
  display: grid; grid-template: auto minmax(0, 1fr) auto auto auto auto / 1fr 31mm; column-gap: 2mm;
  min-height: 0; padding: 3.5mm 4mm 3mm; border: 0.25mm dashed #888; margin: -0.125mm; overflow: hidden;
  overflow-wrap: anywhere;
}
.heading { grid-column: 1 / -1; font-size: 7.5pt; letter-spacing: 0.06em; text-transform: uppercase; color: #444; }
.who { min-height: 0; overflow: hidden; }
h2 { font-size: 12pt; line-height: 1.2; margin-top: 0.6mm; }
h2, .post, .unit { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.post, .unit { font-size: 8.5pt; line-height: 1.25; }
.unit { color: #333; }
.code {
  margin-top: 1mm; font: 700 19pt/1.1 "DejaVu Sans Mono", "Liberation Mono", Consolas, Menlo, monospace;
  letter-spacing: 0.05em; white-space: nowrap;
}
.qr { grid-column: 2; grid-row: 2 / span 2; width: 31mm; height: 31mm; }
.steps { grid-column: 1 / -1; list-style: none; font-size: 8pt; line-height: 1.28; margin-top: 0.8mm; }
.steps li { padding-left: 2.6mm; text-indent: -2.6mm; }
.steps li::before { content: "• "; }
.confirm, .until { grid-column: 1 / -1; font-size: 8.5pt; }
.until { font-weight: 700; }
@media screen {
  body { background: #ddd; }
  .page { background: #fff; margin: 4mm auto; }
}
`;

// The same page with docxtemplater: node docxtemplater.cjs TEMPLATE DATA.json REPEATS OUT
// Prints the milliseconds of each run as JSON, after one that does not count.
const fs = require("fs");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");
const [template, data, repeats, out] = process.argv.slice(2);
const content = fs.readFileSync(template);
const values = JSON.parse(fs.readFileSync(data, "utf8"));
const times = [];
for (let run = 0; run <= Number(repeats); run++) {
  const start = process.hrtime.bigint();
  const page = new Docxtemplater(new PizZip(content), { paragraphLoop: false, linebreaks: false });
  page.render(values);
  fs.writeFileSync(out, page.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
  if (run > 0) times.push(Number(process.hrtime.bigint() - start) / 1e6);
}
console.log(JSON.stringify(times));

// The same page with docxtemplater: node docxtemplater.cjs TEMPLATE DATA.json REPEATS OUT
// Prints wall and CPU seconds of each run as JSON, after one that does not count.
const fs = require("fs");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");
const [template, data, repeats, out] = process.argv.slice(2);
const content = fs.readFileSync(template);
const values = JSON.parse(fs.readFileSync(data, "utf8"));
const times = [];
for (let run = 0; run <= Number(repeats); run++) {
  const start = process.hrtime.bigint();
  const before = process.cpuUsage();
  const page = new Docxtemplater(new PizZip(content), { paragraphLoop: false, linebreaks: false });
  page.render(values);
  const made = page.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(before);
  fs.writeFileSync(out, made); // not counted: ours stays in memory, too
  if (run > 0) times.push({ wall, cpu: (user + system) / 1e6 });
}
console.log(JSON.stringify(times));

// npm run sample: loads the sample into an empty database. Exit codes: 0 done, 1 refused, 2 unusable call.
import { isEmpty, loadSample } from "../sample/sample";
import { runCommand } from "./command";

void runCommand("npm run sample", async (database) => {
  if (!(await isEmpty(database))) {
    console.error(
      "npm run sample: the database holds imported data; the sample only goes into an empty one.",
    );
    return 1;
  }
  const { counts } = await loadSample(database);
  const rows = Object.values(counts).reduce((sum, { inserted }) => sum + inserted, 0);
  console.log(`Loaded the sample: ${rows} rows.`);
  return 0;
});

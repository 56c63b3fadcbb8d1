// SPDX-License-Identifier: GPL-3.0-or-later
// openai_client.mjs BASE_URL IN_FLIGHT COUNT PROMPT_FILE: sends COUNT chat completions with npm's `openai` client, at most IN_FLIGHT
// at a time by p-limit; prints the seconds it took. With 1 in flight it is the loop of WizardLM's script.
import OpenAI from 'openai';
import pLimit from 'p-limit';
import { readFileSync } from 'node:fs';

const [baseURL, inFlight, count] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const prompt = readFileSync(process.argv[5], 'utf8');
const client = new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 });
const limit = pLimit(inFlight);
const ask = async (i) => {
  const text = prompt.replace('{instruction}', `Describe how town number ${i} could plan the use of its river in a dry year.`)
    .replace('{context}', '');
  const reply = await client.chat.completions.create({
    model: 'bench', messages: [{ role: 'user', content: text }], temperature: 1, top_p: 0.9, max_tokens: 2048, seed: i,
  });
  if (!reply.choices[0].message.content) throw new Error('no content');
};
const start = performance.now();
await Promise.all(Array.from({ length: count }, (_, i) => limit(() => ask(i))));
console.log((performance.now() - start) / 1000);

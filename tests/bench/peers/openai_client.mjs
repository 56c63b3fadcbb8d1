// SPDX-License-Identifier: GPL-3.0-or-later
// npm's openai client with p-limit, as its users write it: openai_client.mjs PACKAGE BASE_URL BODIES IN_FLIGHT REQUESTS.
// PACKAGE is openai, or openai-6 for the major version before it, which asks for no newer node than 20. The bodies are
// those of our own engine, a line each, and are gone through again until there are enough. Replies are counted and
// dropped: nothing is stored.
import { readFileSync } from 'node:fs'
import pLimit from 'p-limit'

const [name, baseURL, file, inFlight, requests] = process.argv.slice(2)
const { default: OpenAI } = await import(name)
const bodies = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
const client = new OpenAI({ baseURL, apiKey: 'none' })
const limit = pLimit(Number(inFlight))

let answered = 0
async function ask(body) {
    const completion = await client.chat.completions.create(body)
    if (completion.choices[0].message.content) answered += 1
}

const all = []
for (let i = 0; i < Number(requests); i += 1) all.push(limit(ask, bodies[i % bodies.length]))
await Promise.all(all)
console.log(JSON.stringify({ answered }))

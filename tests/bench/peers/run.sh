#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The canvas and its peers in one run: run.sh BUILD_FOLDER [NODES]. Needs node and npm, and chromium for the browser's
# figure; a peer that is not there is left out.
set -eu
build=$(cd "$1" && pwd)
nodes=${2:-250000}
here=$(cd "$(dirname "$0")" && pwd)
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

"$build/bench_canvas" --nodes "$nodes" --json > "$results/forest.json"
"$build/bench_canvas" --nodes "$nodes" --one-tree --json > "$results/tree.json"
"$build/bench_graphics_scene" "$nodes" > "$results/graphics_scene.json"
if command -v npm > /dev/null; then
    # Nothing is written beside the sources.
    cp "$here"/*.mjs "$here/package.json" "$results"
    (cd "$results" && npm install --silent --no-audit --no-fund > /dev/null && node layout.mjs "$nodes" > layout.json \
        && node layout.mjs "$nodes" --one-tree > layout_tree.json)
fi
if command -v chromium > /dev/null; then
    cp "$here"/*.html "$here"/*.mjs "$results"
    (cd "$results" && python3 -m http.server 0 --bind 127.0.0.1 > server.log 2>&1 & echo $! > "$results/server.pid")
    port=
    while [ -z "$port" ]; do
        port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' "$results/server.log" 2> /dev/null | head -n 1)
        [ -n "$port" ] || python3 -c 'import time; time.sleep(0.1)'
    done
    chromium --headless --no-sandbox --disable-gpu --virtual-time-budget=600000 --user-data-dir="$results/profile" \
        --dump-dom "http://127.0.0.1:$port/browser_canvas.html?nodes=$nodes" 2> /dev/null \
        | sed -n 's/.*<pre id="result">\(.*\)<\/pre>.*/\1/p' > "$results/browser.json" || true
    kill "$(cat "$results/server.pid")" 2> /dev/null || true
fi
python3 "$here/table.py" "$results"

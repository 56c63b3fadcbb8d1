#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints our figures, the peers' and their ratios, from the files of one run: table.py FOLDER."""
import json
import pathlib
import sys


def load(folder, name):
    path = folder / name
    text = path.read_text().strip() if path.exists() else ""
    return json.loads(text) if text else {}


def row(what, ours, peer, theirs, unit="ms"):
    if theirs is None:
        print(f"| {what} | {ours:.2f} {unit} | {peer} | not run | |")
    else:
        print(f"| {what} | {ours:.2f} {unit} | {peer} | {theirs:.1f} {unit} | {theirs / ours:.0f} × |")


def main():
    folder = pathlib.Path(sys.argv[1])
    forest, tree = load(folder, "forest.json"), load(folder, "tree.json")
    layout, layout_tree = load(folder, "layout.json"), load(folder, "layout_tree.json")
    scene, browser = load(folder, "graphics_scene.json"), load(folder, "browser.json")
    print(f"{forest['nodes']:,} instructions\n")
    print("| what | ours | peer | theirs | ratio |\n| --- | --- | --- | --- | --- |")
    row("layout, forest", forest["layout_ms"], "d3-hierarchy", layout.get("d3_hierarchy_layout_ms"))
    row("layout, forest", forest["layout_ms"], "d3-flextree", layout.get("d3_flextree_layout_ms"))
    row("layout, one tree", tree["layout_ms"], "d3-hierarchy", layout_tree.get("d3_hierarchy_layout_ms"))
    row("layout, one tree", tree["layout_ms"], "d3-flextree", layout_tree.get("d3_flextree_layout_ms"))
    row("frame, p50", forest["frame_p50_ms"], "QGraphicsScene", scene.get("graphics_scene_frame_p50_ms"))
    row("frame, p99", forest["frame_p99_ms"], "QGraphicsScene", scene.get("graphics_scene_frame_p99_ms"))
    row("frame, p50", forest["frame_p50_ms"], "browser canvas", browser.get("browser_frame_p50_ms"))
    row("frame, p99", forest["frame_p99_ms"], "browser canvas", browser.get("browser_frame_p99_ms"))
    print("\nOurs alone:\n")
    for name, figures in (("forest", forest), ("one tree", tree)):
        print(f"- {name}: " + ", ".join(f"{key} {value:.2f}" for key, value in figures.items()
                                        if isinstance(value, float)))


main()

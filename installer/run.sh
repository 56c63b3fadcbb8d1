#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and opens the studio on a new project that grows from 1+1=?
#
#   installer/run.sh [--terminal] [PROJECT]
#
# Without a display, or with --terminal, the same tree grows in the terminal and is saved as a picture.
set -euo pipefail
unset CDPATH

here=$(cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source-path=SCRIPTDIR source=setup.sh
source "$here/setup.sh"

usage='Usage: installer/run.sh [--terminal] [PROJECT]'
terminal=no
project=''
for argument in "$@"; do
  case $argument in
    --terminal) terminal=yes ;;
    -h | --help)
      say "$usage"
      say 'Builds Evol Studio if needed and opens it on a new project, or on PROJECT.'
      exit 0 ;;
    -*)
      say "$usage"
      exit 2 ;;
    *)
      if [[ -n $project ]]; then
        say "$usage"
        exit 2
      fi
      project=$argument ;;
  esac
done

# A place for a new project: never one that is taken.
new_project() {
  local folder=${XDG_DATA_HOME:-} number=1 file
  if [[ $folder != /* ]]; then folder=$HOME/.local/share; fi
  folder+=/evol-studio
  mkdir -p -- "$folder"
  file=$folder/first-tree
  while [[ -e $file.evol || -e $file.png ]]; do
    number=$((number + 1))
    file=$folder/first-tree-$number
  done
  printf '%s\n' "$file.evol"
}

# DISPLAY may be left over from a session that is gone, so the server is asked.
x11_answers() {
  local display=${DISPLAY:-}
  local host=${display%:*} number=${display##*:}
  number=${number%%.*}
  [[ $display == *:* && $number =~ ^[0-9]+$ ]] || return
  if command -v xset >/dev/null; then
    timeout 5 xset q >/dev/null 2>&1
  elif command -v xdpyinfo >/dev/null; then
    timeout 5 xdpyinfo >/dev/null 2>&1
  elif [[ -n $host && $host != unix ]]; then
    # shellcheck disable=SC2016
    timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$host" $((6000 + number)) 2>/dev/null
  elif command -v perl >/dev/null; then
    # shellcheck disable=SC2016
    timeout 5 perl -MIO::Socket::UNIX -e '
      for my $name (@ARGV) { exit 0 if IO::Socket::UNIX->new(Peer => $name) } exit 1' \
      "/tmp/.X11-unix/X$number" 2>/dev/null
  else
    [[ -S /tmp/.X11-unix/X$number ]]
  fi
}

wayland_answers() {
  local socket=${WAYLAND_DISPLAY:-}
  [[ -n $socket ]] || return
  if [[ $socket != /* ]]; then socket=${XDG_RUNTIME_DIR:-/nonexistent}/$socket; fi
  [[ -S $socket && -w $socket ]]
}

has_display() {
  case ${QT_QPA_PLATFORM:-} in
    offscreen* | minimal*) return 1 ;;
  esac
  wayland_answers || x11_answers
}

grow_in_window() {
  if [[ -e $project ]]; then exec "$studio" "$project"; fi
  exec "$studio" --demo "$project"
}

# Some failed items (3) still leave a tree worth showing.
evolve() {
  local status=0
  "$evol" evolve "$project" "$@" || status=$?
  [[ $status -eq 0 || $status -eq 3 ]]
}

grow_in_terminal() {
  local picture=${project%.evol}.png talk
  if [[ ! -e $project ]]; then
    "$evol" new "$project" --title 'First tree' --seed '1+1=?'
    evolve --epochs 1 --each-operator
    evolve --epochs 2
  fi
  "$evol" tree "$project"
  # Qt chats about the missing display; that matters only when it fails.
  if ! talk=$(QT_QPA_PLATFORM=offscreen "$studio" "$project" --size 1440x900 --screenshot "$picture" 2>&1); then
    say "$talk"
    say "The picture of $project could not be made."
    return 1
  fi
  echo
  echo "The project is saved in $project"
  echo "The picture is saved in $picture"
}

# The project is meant from where the caller stands.
if [[ -n $project && $project != /* ]]; then project=$PWD/$project; fi

evol_setup run
# shellcheck source-path=SCRIPTDIR source=build.sh
source "$here/build.sh"
evol_build release evol evol-studio

evol=$evol_root/build/release/evol
studio=$evol_root/build/release/evol-studio
for program in "$evol" "$studio"; do
  if [[ ! -x $program ]]; then
    say "The build finished, but $program is not there."
    exit 1
  fi
done

if [[ -z $project ]]; then project=$(new_project); fi
if [[ $terminal == no ]] && has_display; then
  grow_in_window
fi
if [[ $terminal == no ]]; then say 'There is no display here, so the tree grows in the terminal.'; fi
grow_in_terminal

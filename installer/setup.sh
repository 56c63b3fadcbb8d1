#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The one list of packages that Evol Studio needs, and their installation with apt.
#
#   installer/setup.sh [run|test|package]
#
# run.sh and test.sh source this file and call evol_setup. It asks dpkg once, and when nothing is
# missing it says nothing. On a system without apt it lists the libraries and lets CMake look for them.

# need WHY PACKAGE...: all of the packages must be installed.
# need_unless TEST WHY PACKAGE...: the same, but only while the function TEST fails.
# a|b stands for the first one that apt knows.
evol_packages() {
  need 'compiler and build tools' \
    g++ cmake ninja-build ccache pkgconf
  need 'Qt 6 for the window, drawing, charts, the local HTTP service and tests' \
    qt6-base-dev qt6-svg-dev qt6-charts-dev libqt6opengl6-dev libgl-dev libopengl-dev \
    qt6-httpserver-dev qt6-websockets-dev
  need 'libraries for storage, network, JSON, the command line, keys and text' \
    libsqlitecpp-dev libsqlite3-dev libcurl4-openssl-dev libssl-dev nlohmann-json3-dev libcli11-dev \
    libexpected-dev qtkeychain-qt6-dev libdtl-dev libicu-dev libjemalloc-dev
  need 'translations of Qt and the tools that compile ours' \
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-translations-l10n
  need 'windows on X11 and Wayland, the list of fonts, certificates for https' \
    qt6-qpa-plugins libxcb-cursor0 qt6-wayland fontconfig ca-certificates
  need_unless has_svg_icons 'SVG icons in Qt' 'qt6-svg-plugins|libqt6svg6'
  need_unless has_latin_font 'a font with Latin letters' 'fonts-noto-core|fonts-dejavu-core'
  need_unless has_cjk_font 'a font with Chinese and Japanese letters' 'fonts-noto-cjk|fonts-wqy-zenhei'
  case $1 in
    test)
      need 'for the tests, a virtual display, a keychain, the SQLite shell, checkers of desktop files and scripts' \
        xvfb xauth dbus gnome-keyring libsecret-1-0 sqlite3 desktop-file-utils appstream libxml2-utils shared-mime-info shellcheck ;;
    package)
      need 'Debian tools that CPack calls' dpkg-dev file ;;
  esac
}

has_svg_icons() { compgen -G '/usr/lib/*/qt6/plugins/imageformats/libqsvg.so' >/dev/null; }
has_latin_font() { installed fonts-noto-core || has_letters en; }
has_cjk_font() { installed fonts-noto-cjk || { has_letters ja && has_letters zh-cn; }; }
has_letters() { command -v fc-list >/dev/null && [[ -n $(fc-list ":lang=$1" file) ]]; }
installed() { [[ $evol_installed == *" $1 "* ]]; }

need() { need_unless false "$@"; }
need_unless() {
  evol_tests+=("$1")
  evol_reasons+=("$2")
  evol_entries+=("${*:3}")
}

say() { printf '%s\n' "$*" >&2; }

# Sets evol_missing to the entries that are not there, and evol_why to one line for each group of them.
evol_find_missing() {
  local i entry absent status package provides
  local -a entries
  evol_tests=() evol_reasons=() evol_entries=() evol_missing=() evol_why=() evol_installed=' '
  evol_packages "$1"

  # What an installed package provides counts too: newer Qt packages took older ones in.
  read -ra entries <<<"${evol_entries[*]//|/ }"
  entries+=(fonts-noto-core fonts-noto-cjk)
  while IFS=/ read -r status package provides; do
    if [[ $status == installed ]]; then evol_installed+="$package ${provides//,/ } "; fi
  done < <(dpkg-query -W -f='${db:Status-Status}/${Package}/${Provides}\n' "${entries[@]}" 2>/dev/null)

  for i in "${!evol_tests[@]}"; do
    if "${evol_tests[i]}"; then continue; fi
    absent=''
    read -ra entries <<<"${evol_entries[i]}"
    for entry in "${entries[@]}"; do
      if [[ ${evol_tests[i]} == false ]] && installed "$entry"; then continue; fi
      evol_missing+=("$entry")
      absent+=" ${entry%%|*}"
    done
    if [[ -n $absent ]]; then evol_why+=("${evol_reasons[i]}:$absent"); fi
  done
}

# Runs apt-get as root without a question. Its talk goes to a log unless somebody is watching.
evol_apt() {
  local -a command=(env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -q -y
    -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@")
  if [[ $EUID -ne 0 ]]; then command=(sudo "${command[@]}"); fi
  if [[ -t 2 ]]; then
    "${command[@]}" </dev/null >&2
  else
    "${command[@]}" </dev/null >>"$evol_log" 2>&1
  fi
}

evol_may_install() {
  [[ $EUID -eq 0 ]] && return
  command -v sudo >/dev/null || return
  # sudo may ask for a password only where somebody can type one.
  sudo -n true 2>/dev/null || { [[ -t 0 && -t 2 ]] && sudo -v; }
}

# Prints the name that apt can install for an entry a|b; fails when it knows none.
evol_choose() {
  local name
  for name in ${1//|/ }; do
    if apt-get -q -s --no-install-recommends install "$name" >/dev/null 2>&1; then
      printf '%s\n' "$name"
      return
    fi
  done
  return 1
}

evol_failed() {
  if [[ -s $evol_log ]]; then
    tail -n 25 -- "$evol_log" >&2
    say "The whole log is in $evol_log."
  fi
  say "$*"
  return 1
}

evol_install() {
  local line entry name
  local -a names=() unknown=()
  say 'Evol Studio needs packages that are not installed yet:'
  for line in "${evol_why[@]}"; do say "  $line"; done
  if ! evol_may_install; then
    say 'Neither root nor sudo is at hand. Run this as root, then start again:'
    say "  apt-get update && apt-get install -y --no-install-recommends ${evol_missing[*]%%|*}"
    return 1
  fi

  say 'Installing them. This takes a minute or two the first time.'
  evol_log=$(mktemp "${TMPDIR:-/tmp}/evol-setup.XXXXXX")
  # One broken source need not stop an installation from the others.
  evol_apt update || say 'apt-get update reported errors. Trying with the package lists there are.'
  for entry in "${evol_missing[@]}"; do
    if [[ $entry != *'|'* ]]; then
      names+=("$entry")
    elif name=$(evol_choose "$entry"); then
      names+=("$name")
    else
      unknown+=("${entry//|/ or }")
    fi
  done
  if [[ ${#unknown[@]} -gt 0 ]]; then
    evol_failed "apt does not know ${unknown[*]}. Debian 12 and Ubuntu 24.04 (with universe) have it."
    return 1
  fi
  if ! evol_apt install --no-install-recommends "${names[@]}"; then
    evol_failed 'apt-get could not install the packages. Debian 12, Ubuntu 24.04 (with universe) and later have them all.'
    return 1
  fi
  rm -f -- "$evol_log"
}

# Not Debian or Ubuntu: CMake knows best whether everything is there.
evol_setup_elsewhere() {
  local root trial
  root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
  if [[ -f $root/build/release/build.ninja ]]; then return; fi
  if command -v cmake >/dev/null && command -v ninja >/dev/null; then
    trial=$(mktemp -d)
    if cmake -S "$root" -B "$trial" -G Ninja -DCMAKE_BUILD_TYPE=Release >"$trial/log" 2>&1; then
      rm -rf -- "$trial"
      return
    fi
    grep -A 6 -m 1 'CMake Error' "$trial/log" >&2 || tail -n 5 -- "$trial/log" >&2
    rm -rf -- "$trial"
  fi
  say 'This system has no apt, so nothing was installed. Install these, then start again:'
  say '  a C++20 compiler, CMake 3.25 or later, Ninja, and ccache if you like'
  say '  Qt 6.4 or later: Base, Svg, Charts, HttpServer, WebSockets, Tools (linguist)'
  say '  QtKeychain for Qt 6, SQLite 3.40 or later, SQLiteCpp, libcurl, ICU'
  say '  nlohmann-json, CLI11, tl-expected, dtl'
  say '  fontconfig, and fonts with Latin, Chinese and Japanese letters'
  return 1
}

# evol_setup run|test|package
evol_setup() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    evol_setup_elsewhere
    return
  fi
  evol_find_missing "$1"
  if [[ ${#evol_missing[@]} -eq 0 ]]; then return; fi
  evol_install || return
  evol_find_missing "$1"
  if [[ ${#evol_missing[@]} -gt 0 ]]; then
    say "These are still missing after the installation: ${evol_missing[*]}"
    return 1
  fi
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  set -euo pipefail
  case ${1:-run} in
    run | test | package)
      evol_setup "${1:-run}"
      say 'Every package that Evol Studio needs is installed.' ;;
    *)
      say 'Usage: installer/setup.sh [run|test|package]'
      exit 2 ;;
  esac
fi

# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Configures and builds one preset, only as far as needed. Sourced by run.sh and test.sh.

evol_root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

# A daemon or a container may start us without a home; ccache, Qt and the projects need one.
if [[ -z ${HOME:-} ]]; then
  HOME=$(getent passwd "$EUID" 2>/dev/null | cut -d: -f6) || true
fi
if [[ ! -d ${HOME:-} || ! -w $HOME ]]; then
  HOME=$evol_root/build/home
  mkdir -p -- "$HOME"
fi
export HOME

# Qt reads names of files as UTF-8.
if [[ $(locale charmap 2>/dev/null) != UTF-8 ]]; then export LC_ALL=C.UTF-8; fi

# Another clone of the same sources then finds what this one compiled.
export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$evol_root} CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR:-1}

# As many compilers as there are cores, and no more than memory holds: one takes up to 1.2 GB.
evol_jobs() {
  local cores memory jobs
  cores=$(nproc 2>/dev/null || echo 2)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1200000) }' /proc/meminfo 2>/dev/null || true)
  jobs=$cores
  if [[ -n $memory && $memory -lt $jobs ]]; then jobs=$memory; fi
  echo $((jobs > 0 ? jobs : 1))
}

# Whether the build directory was made from these sources, here, by a cmake that still exists.
evol_configured() {
  local directory=$1 key value source='' made_in='' command=''
  [[ -f $directory/build.ninja && -f $directory/CMakeCache.txt ]] || return
  while IFS='=' read -r key value; do
    case $key in
      CMAKE_HOME_DIRECTORY:INTERNAL) source=$value ;;
      CMAKE_CACHEFILE_DIR:INTERNAL) made_in=$value ;;
      CMAKE_COMMAND:INTERNAL) command=$value ;;
    esac
  done <"$directory/CMakeCache.txt"
  [[ $source == "$evol_root" && $made_in == "$directory" && -x $command ]]
}

# CMake's talk is of no interest unless it fails.
evol_configure() {
  local preset=$1 log=$evol_root/build/$1-configure.log
  say "Configuring the $preset build."
  if ! (cd -- "$evol_root" && cmake --fresh --preset "$preset") >"$log" 2>&1; then
    cat -- "$log" >&2
    say "CMake could not configure the $preset build. Its log is in $log."
    return 1
  fi
}

evol_ninja() {
  (cd -- "$evol_root" && cmake --build --preset "$1" -j "$(evol_jobs)" "${@:2}")
}

evol_build_unlocked() {
  local preset=$1 directory=$evol_root/build/$1 plan
  local -a targets=(--target "${@:2}")
  if [[ $# -eq 1 ]]; then targets=(); fi
  if evol_configured "$directory"; then
    # A dry run fails only when the build directory itself is broken, and costs next to nothing.
    if plan=$(evol_ninja "$preset" "${targets[@]}" -- -n 2>&1); then
      if [[ $plan == *'ninja: no work to do.' ]]; then return; fi
    else
      say "The $preset build directory is broken."
      rm -f -- "$directory/.ninja_deps" "$directory/.ninja_log"
      evol_configure "$preset" || return
    fi
  else
    evol_configure "$preset" || return
    say 'Building. The first time takes some minutes.'
  fi
  if ! evol_ninja "$preset" "${targets[@]}" >&2; then
    say "The $preset build failed. What the compiler says is above."
    return 1
  fi
}

# evol_build PRESET [TARGET…]: all of it where no target is named.
evol_build() {
  local lock status=0
  mkdir -p -- "$evol_root/build"
  # Two starts at the same time must not build over each other.
  if command -v flock >/dev/null; then
    exec {lock}>"$evol_root/build/.lock"
    flock "$lock"
  fi
  evol_build_unlocked "$@" || status=$?
  if [[ -n ${lock:-} ]]; then exec {lock}>&-; fi
  return "$status"
}

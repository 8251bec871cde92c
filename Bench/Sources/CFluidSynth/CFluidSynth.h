// SPDX-License-Identifier: MIT
// libfluidsynth, for comparison only: nothing outside Bench is linked with it.
#pragma once
#include <fluidsynth.h>

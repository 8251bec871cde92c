// SPDX-License-Identifier: MIT
// liblo, reached through its own headers. Never from the audio thread.
#pragma once
#include <lo/lo.h>
#include <lo/lo_lowlevel.h>
#include <lo/lo_osc_types.h>

// SPDX-License-Identifier: MIT
// libsndfile, reached through its own header. Never from the audio thread.
#pragma once
#include <sndfile.h>

// SPDX-License-Identifier: MIT
// zlib, reached through its own header. Never from the audio thread.
#pragma once
#include <zlib.h>

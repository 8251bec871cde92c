// SPDX-License-Identifier: MIT
// Checksums of files.

#pragma once

#include <xxhash.h>

// SPDX-License-Identifier: MIT
// Counts the heap bytes of a stretch of work, through the hooks of the address sanitizer. libFuzzer's thread.
#pragma once

// Begins to count: nothing is held and nothing was.
void fuzz_heap_begin(void);

// Ends it. The most bytes that were held at once of those allocated since.
long fuzz_heap_end(void);

// Notes the most bytes above `allowed` that any input took, which the process tells when it ends; negative where all
// stayed below.
void fuzz_heap_note(long peak, long allowed);

// The loop of libFuzzer over the program's LLVMFuzzerTestOneInput; its exit code. Called by the program, because the
// package manager gives every program a `main` of its own, and libFuzzer's would not be linked.
int fuzz_main(int argc, char **argv);

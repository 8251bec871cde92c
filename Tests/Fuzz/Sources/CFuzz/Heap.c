// SPDX-License-Identifier: MIT
// Counts the heap bytes of a stretch of work, through the hooks of the address sanitizer. libFuzzer's thread.
#include "CFuzz.h"

#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

// Of the sanitizer's own interface, whose headers the toolchain does not carry.
int __sanitizer_install_malloc_and_free_hooks(
    void (*allocated)(const volatile void *, size_t), void (*freed)(const volatile void *));
size_t __sanitizer_get_allocated_size(const volatile void *);

static int is_counting, is_installed;
static long held, peak, greatest_excess = LONG_MIN;

static void allocated(const volatile void *at, size_t bytes) {
  (void)at;
  if (!is_counting) return;
  held += (long)bytes;
  if (held > peak) peak = held;
}

static void freed(const volatile void *at) {
  if (is_counting && at) held -= (long)__sanitizer_get_allocated_size(at);
}

static void tell(void) {
  if (greatest_excess > LONG_MIN)
    fprintf(stderr, "memory: at most 4 times the input and %ld bytes\n", greatest_excess);
}

void fuzz_heap_begin(void) {
  if (!is_installed) {
    is_installed = 1;
    if (__sanitizer_install_malloc_and_free_hooks(allocated, freed) == 0) abort();
    atexit(tell);
  }
  held = peak = 0;
  is_counting = 1;
}

long fuzz_heap_end(void) {
  is_counting = 0;
  return peak;
}

void fuzz_heap_note(long peak, long allowed) {
  if (peak - allowed > greatest_excess) greatest_excess = peak - allowed;
}

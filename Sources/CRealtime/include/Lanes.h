// SPDX-License-Identifier: MIT
// Eight numbers at once, where Swift does not get to the one instruction that a processor has for it: it fuses and
// rearranges vectors number by number, and the optimiser does not always put them together again.
#pragma once

#include "Safe.h"

typedef float rt_lanes __attribute__((ext_vector_type(8)));

// Safe because each is arithmetic between registers.
#define RT_LANES RT_SAFE static inline __attribute__((always_inline, const))

// a·b + c, rounded once where the build is for processors that do it in one; elsewhere that would be a library's loop.
#ifdef __FMA__
RT_LANES rt_lanes rt_fused(rt_lanes a, rt_lanes b, rt_lanes c) { return __builtin_elementwise_fma(a, b, c); }
RT_LANES float rt_fused_single(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
#else
RT_LANES rt_lanes rt_fused(rt_lanes a, rt_lanes b, rt_lanes c) { return a * b + c; }
RT_LANES float rt_fused_single(float a, float b, float c) { return a * b + c; }
#endif

// Of each half the first, or the last, two numbers of both, in turn.
RT_LANES rt_lanes rt_lower_in_turn(rt_lanes x, rt_lanes y) {
  return __builtin_shufflevector(x, y, 0, 8, 1, 9, 4, 12, 5, 13);
}
RT_LANES rt_lanes rt_upper_in_turn(rt_lanes x, rt_lanes y) {
  return __builtin_shufflevector(x, y, 2, 10, 3, 11, 6, 14, 7, 15);
}

// Of each half the first, or the last, two numbers of both, one after the other.
RT_LANES rt_lanes rt_lower_pairs(rt_lanes x, rt_lanes y) {
  return __builtin_shufflevector(x, y, 0, 1, 8, 9, 4, 5, 12, 13);
}
RT_LANES rt_lanes rt_upper_pairs(rt_lanes x, rt_lanes y) {
  return __builtin_shufflevector(x, y, 2, 3, 10, 11, 6, 7, 14, 15);
}

// SPDX-License-Identifier: MIT
// Eight numbers at once, where Swift does not get to the one instruction that a processor has for it: it fuses and
// rearranges vectors number by number, and the optimiser does not always put them together again.
#pragma once

#include "Safe.h"

typedef float rt_lanes __attribute__((ext_vector_type(8)));
typedef unsigned int rt_words __attribute__((ext_vector_type(8)));
typedef int rt_signed_words __attribute__((ext_vector_type(8)));
typedef short rt_shorts __attribute__((ext_vector_type(8)));
typedef unsigned long long rt_positions __attribute__((ext_vector_type(4)));

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

RT_LANES rt_lanes rt_product(rt_lanes x, rt_lanes y) { return x * y; }

// The smaller of each pair, the larger, and the second where it is neither; x without its sign; x where the mask has all bits,
// y where it has none.
RT_LANES rt_lanes rt_lesser(rt_lanes x, rt_lanes y) { return y < x ? y : x; }
RT_LANES rt_lanes rt_greater(rt_lanes x, rt_lanes y) { return y > x ? y : x; }
RT_LANES rt_lanes rt_magnitude(rt_lanes x) { return (rt_lanes)((rt_words)x & 0x7FFFFFFF); }
RT_LANES rt_lanes rt_chosen(rt_signed_words mask, rt_lanes x, rt_lanes y) { return mask ? x : y; }

// The smallest of all.
RT_LANES float rt_least(rt_lanes x) {
  rt_lanes y = __builtin_shufflevector(x, x, 4, 5, 6, 7, 0, 1, 2, 3);
  x = y < x ? y : x;
  y = __builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5);
  x = y < x ? y : x;
  return x[1] < x[0] ? x[1] : x[0];
}

// A mask as a bit a lane, lane 0 lowest, and the mask of such bits.
#ifdef __AVX__
RT_LANES unsigned char rt_bits(rt_signed_words mask) {
  typedef float v __attribute__((__vector_size__(32)));
  return (unsigned char)__builtin_ia32_movmskps256((v)mask);
}
#else
RT_LANES unsigned char rt_bits(rt_signed_words mask) {
  mask &= (rt_signed_words){1, 2, 4, 8, 16, 32, 64, 128};
  return (unsigned char)__builtin_reduce_or(mask);
}
#endif
RT_LANES rt_signed_words rt_mask(unsigned char bits) {
  rt_signed_words bit = {1, 2, 4, 8, 16, 32, 64, 128};
  return (bits & bit) == bit;
}

// Eight numbers from a whole one on, each one more than the last.
RT_LANES rt_lanes rt_ages(int first) { return (float)first + (rt_lanes){0, 1, 2, 3, 4, 5, 6, 7}; }

// Numbers of 16 bits as numbers.
RT_LANES rt_lanes rt_numbers(rt_shorts x) { return __builtin_convertvector(x, rt_lanes); }

// The fractions of eight positions in 2⁻³² of a frame, `step` apart, 23 bits of each: the last bits of a number between 1
// and 2.
RT_LANES rt_lanes rt_fractions(unsigned int position, unsigned int step) {
  rt_words low = position + step * (rt_words){0, 1, 2, 3, 4, 5, 6, 7};
  return (rt_lanes)(low >> 9 | 0x3F800000) - 1;
}

// The same of the lower words of positions.
RT_LANES rt_lanes rt_fractions_of(rt_words low) { return (rt_lanes)(low >> 9 | 0x3F800000) - 1; }

// The upper words, or the lower, of eight positions: of the first two of x, the first two of y, the last of x and of y.
RT_LANES rt_words rt_upper_words(rt_positions x, rt_positions y) {
  return __builtin_shufflevector((rt_words)x, (rt_words)y, 1, 3, 9, 11, 5, 7, 13, 15);
}
RT_LANES rt_words rt_lower_words(rt_positions x, rt_positions y) {
  return __builtin_shufflevector((rt_words)x, (rt_words)y, 0, 2, 8, 10, 4, 6, 12, 14);
}

// The first word of each half in all four of its places.
RT_LANES rt_words rt_first_of_halves(rt_words x) { return __builtin_shufflevector(x, x, 0, 0, 0, 0, 4, 4, 4, 4); }

// Words as numbers, and numbers without their fractions as words.
RT_LANES rt_lanes rt_numbers_of_words(rt_signed_words x) { return __builtin_convertvector(x, rt_lanes); }
RT_LANES rt_signed_words rt_whole_words(rt_lanes x) { return __builtin_convertvector(x, rt_signed_words); }

// What a processor with AVX2 has for picking out of 16 bytes: of each half of `from` the bytes at the places that the same half
// of `at` names; four times in a word the double of its lowest byte; and in each word the sum of the products of both pairs
// of 16-bit numbers. Others have no use for it, and get nothing sensible.
#ifdef __AVX2__
typedef char rt_bytes __attribute__((__vector_size__(32)));
typedef short rt_halfwords __attribute__((__vector_size__(32)));
RT_LANES _Bool rt_has_bytes_at(void) { return 1; }
RT_LANES rt_words rt_bytes_at(rt_words from, rt_words at) {
  return (rt_words)__builtin_ia32_pshufb256((rt_bytes)from, (rt_bytes)at);
}
RT_LANES rt_words rt_twice_repeated(rt_words x) {
  const rt_words lowest = {0, 0x04040404, 0x08080808, 0x0C0C0C0C, 0, 0x04040404, 0x08080808, 0x0C0C0C0C};
  rt_bytes repeated = __builtin_ia32_pshufb256((rt_bytes)x, (rt_bytes)lowest);
  return (rt_words)(repeated + repeated);
}
RT_LANES rt_signed_words rt_sum_of_products(rt_words x, rt_words y) {
  return (rt_signed_words)__builtin_ia32_pmaddwd256((rt_halfwords)x, (rt_halfwords)y);
}
#else
RT_LANES _Bool rt_has_bytes_at(void) { return 0; }
RT_LANES rt_words rt_bytes_at(rt_words from, rt_words at) { return from & at; }
RT_LANES rt_words rt_twice_repeated(rt_words x) { return x; }
RT_LANES rt_signed_words rt_sum_of_products(rt_words x, rt_words y) { return (rt_signed_words)(x & y); }
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

// The three steps to the sum of each of eight: of the upper two numbers of each half and the lower two, of both in turn; of
// what these have come to, of both one after the other; of the halves.
// Written out: without AVX the compiler refuses a call, even an inlined one, of C from C with such arguments.
RT_LANES rt_lanes rt_sums_in_turn(rt_lanes x, rt_lanes y) {
  return __builtin_shufflevector(x, y, 0, 8, 1, 9, 4, 12, 5, 13) +
         __builtin_shufflevector(x, y, 2, 10, 3, 11, 6, 14, 7, 15);
}
RT_LANES rt_lanes rt_sums_of_pairs(rt_lanes x, rt_lanes y) {
  return __builtin_shufflevector(x, y, 0, 1, 8, 9, 4, 5, 12, 13) +
         __builtin_shufflevector(x, y, 2, 3, 10, 11, 6, 7, 14, 15);
}
RT_LANES rt_lanes rt_sums_of_halves(rt_lanes x, rt_lanes y) {
  return __builtin_shufflevector(x, y, 0, 1, 2, 3, 8, 9, 10, 11) +
         __builtin_shufflevector(x, y, 4, 5, 6, 7, 12, 13, 14, 15);
}

// The same eight numbers. The optimiser cannot see through it: it would take shuffles of eight numbers, half of which go
// here and half there, for two of four each, and make twice as many.
#ifdef __AVX__
RT_LANES rt_lanes rt_kept_together(rt_lanes x) {
  __asm__("" : "+x"(x));
  return x;
}
#else
RT_LANES rt_lanes rt_kept_together(rt_lanes x) { return x; }
#endif

#include "marks.h"

#include "byte_masks.h"

// In C because Swift has no words for masks as wide as a register and for the instruction that packs the
// lanes which a mask chooses. Each loop is written once and compiled for several widths.

#define ALWAYS_INLINE static inline __attribute__((always_inline))

typedef uint64_t (*equal_bytes)(const uint8_t *, uint8_t);

ALWAYS_INLINE uint64_t find(
    const uint8_t *bytes, size_t blocks, uint8_t delimiter, uint64_t *feeds, uint64_t *parts,
    uint64_t *quotes, equal_bytes equal) {
  uint64_t quoted = 0;
  for (size_t block = 0; block < blocks; block++) {
    const uint8_t *at = bytes + 64 * block;
    feeds[block] = equal(at, '\n');
    parts[block] = equal(at, delimiter) | feeds[block];
    quotes[block] = equal(at, '"');
    quoted |= quotes[block];
  }
  return quoted;
}

/// Writes the places of one word's bits; returns how many there are. Places behind the last are spoilt.
typedef size_t (*list_bits)(uint64_t, int32_t, int32_t *);

ALWAYS_INLINE void list(
    const uint64_t *parts, const uint64_t *feeds, size_t blocks, int32_t first, int32_t *ends,
    int32_t *row_ends, size_t *rows, list_bits list_word) {
  size_t count = 1, found = 0;
  for (size_t block = 0; block < blocks; block++) {
    for (uint64_t rest = feeds[block] & parts[block]; rest != 0; rest &= rest - 1) {
      const uint64_t upToThis = rest ^ (rest - 1);
      row_ends[found++] = (int32_t)(count + (size_t)__builtin_popcountll(parts[block] & upToThis));
    }
    count += list_word(parts[block], first + 64 * (int32_t)block, ends + count);
  }
  *rows = found;
}

/// Eight places at a time, so that few words need more than one turn.
ALWAYS_INLINE size_t list_eights(uint64_t bits, int32_t first, int32_t *ends) {
  const size_t count = (size_t)__builtin_popcountll(bits);
  for (size_t written = 0; written < count; written += 8) {
    for (size_t i = 0; i < 8; i++) {
      // A word without bits has no lowest one.
      ends[written + i] = first + (bits == 0 ? 0 : __builtin_ctzll(bits));
      bits &= bits - 1;
    }
  }
  return count;
}

static uint64_t find_narrow(
    const uint8_t *bytes, size_t blocks, uint8_t delimiter, uint64_t *feeds, uint64_t *parts,
    uint64_t *quotes) {
  return find(bytes, blocks, delimiter, feeds, parts, quotes, dwell_bytes_equal);
}

static void list_narrow(
    const uint64_t *parts, const uint64_t *feeds, size_t blocks, int32_t first, int32_t *ends,
    int32_t *row_ends, size_t *rows) {
  list(parts, feeds, blocks, first, ends, row_ends, rows, list_eights);
}

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,bmi,popcnt")))

int dwell_widest_marks(void) {
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") ||
      !__builtin_cpu_supports("popcnt"))
    return 0;
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                 __builtin_cpu_supports("avx512vbmi2")
             ? 2
             : 1;
}

AVX2 static inline uint64_t equal_avx2(const uint8_t *bytes, uint8_t wanted) {
  const __m256i pattern = _mm256_set1_epi8((char)wanted);
  const __m256i low = _mm256_loadu_si256((const __m256i *)bytes);
  const __m256i high = _mm256_loadu_si256((const __m256i *)(bytes + 32));
  return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, pattern)) |
         (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, pattern)) << 32;
}

AVX512 static inline uint64_t equal_avx512(const uint8_t *bytes, uint8_t wanted) {
  return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(bytes), _mm512_set1_epi8((char)wanted));
}

AVX512 static inline size_t list_packed(uint64_t bits, int32_t first, int32_t *ends) {
  static const uint8_t places[64] = {
      0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
      22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
      44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
  };
  const size_t count = (size_t)__builtin_popcountll(bits);
  const __m512i packed = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(places));
  const __m512i base = _mm512_set1_epi32(first);
#define SIXTEEN(i)                                                                   \
  _mm512_storeu_si512(                                                               \
      ends + 16 * i,                                                                 \
      _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, i))))
  SIXTEEN(0);
  if (count > 16) {
    SIXTEEN(1);
    if (count > 32) {
      SIXTEEN(2);
      SIXTEEN(3);
    }
  }
#undef SIXTEEN
  return count;
}

AVX2 static uint64_t find_avx2(
    const uint8_t *bytes, size_t blocks, uint8_t delimiter, uint64_t *feeds, uint64_t *parts,
    uint64_t *quotes) {
  return find(bytes, blocks, delimiter, feeds, parts, quotes, equal_avx2);
}

AVX512 static uint64_t find_avx512(
    const uint8_t *bytes, size_t blocks, uint8_t delimiter, uint64_t *feeds, uint64_t *parts,
    uint64_t *quotes) {
  return find(bytes, blocks, delimiter, feeds, parts, quotes, equal_avx512);
}

AVX2 static void list_avx2(
    const uint64_t *parts, const uint64_t *feeds, size_t blocks, int32_t first, int32_t *ends,
    int32_t *row_ends, size_t *rows) {
  list(parts, feeds, blocks, first, ends, row_ends, rows, list_eights);
}

AVX512 static void list_avx512(
    const uint64_t *parts, const uint64_t *feeds, size_t blocks, int32_t first, int32_t *ends,
    int32_t *row_ends, size_t *rows) {
  list(parts, feeds, blocks, first, ends, row_ends, rows, list_packed);
}

#else

int dwell_widest_marks(void) { return 0; }

#define find_avx2 find_narrow
#define find_avx512 find_narrow
#define list_avx2 list_narrow
#define list_avx512 list_narrow

#endif

uint64_t dwell_find_marks(
    const uint8_t *bytes, size_t blocks, uint8_t delimiter, uint64_t *feeds, uint64_t *parts,
    uint64_t *quotes, int width) {
  switch (width) {
  case 2: return find_avx512(bytes, blocks, delimiter, feeds, parts, quotes);
  case 1: return find_avx2(bytes, blocks, delimiter, feeds, parts, quotes);
  default: return find_narrow(bytes, blocks, delimiter, feeds, parts, quotes);
  }
}

void dwell_list_marks(
    const uint64_t *parts, const uint64_t *feeds, size_t blocks, int32_t first, int32_t *ends,
    int32_t *row_ends, size_t *rows, int width) {
  switch (width) {
  case 2: return list_avx512(parts, feeds, blocks, first, ends, row_ends, rows);
  case 1: return list_avx2(parts, feeds, blocks, first, ends, row_ends, rows);
  default: return list_narrow(parts, feeds, blocks, first, ends, row_ends, rows);
  }
}

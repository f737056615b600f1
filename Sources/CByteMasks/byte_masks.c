// For memmem, which is no POSIX.
#define _GNU_SOURCE
#include "byte_masks.h"

#include <string.h>

const void *dwell_find(const void *bytes, size_t size, const void *sought, size_t count) {
  return memmem(bytes, size, sought, count);
}

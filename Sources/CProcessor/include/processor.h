#ifndef DWELL_PROCESSOR_H
#define DWELL_PROCESSOR_H

#include <stdbool.h>

/// Whether the processor and the operating system run what `-march=x86-64-v3` makes (AVX2, BMI, FMA).
bool dwell_processor_runs_avx2(void);

/// Whether they run what `-march=x86-64-v4` makes (AVX-512 F, BW, CD, DQ, VL, and all of v3).
bool dwell_processor_runs_avx512(void);

#endif

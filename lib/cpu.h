#ifndef JSCHEMA_CPU_H
#define JSCHEMA_CPU_H

#include <stdbool.h>

#ifdef __has_include
#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#endif
#endif

/*
 * Whether the processor and the system have AVX2. The loader of glibc has asked already;
 * the compiler would ask anew at each start, by instructions that a virtual machine
 * traps.
 */
static inline bool
cpu_has_avx2(void)
{
#ifdef CPU_FEATURE_ACTIVE
	return CPU_FEATURE_ACTIVE(AVX2);
#else
	return __builtin_cpu_supports("avx2");
#endif
}

#endif

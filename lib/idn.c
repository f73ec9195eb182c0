/* The door to libidn2. */
#include "idn.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* its ABI, that of the header above */
static const char FILE_NAME[] = "libidn2.so.0";

static const struct {
	const char *name;
	size_t at;
} functions[] = {
    {"idn2_check_version", offsetof(struct idn, check_version)},
    {"idn2_register_u8", offsetof(struct idn, register_u8)},
    {"idn2_to_unicode_8z4z", offsetof(struct idn, to_unicode_8z4z)},
    {"idn2_free", offsetof(struct idn, free)},
};

static struct idn idn;
static atomic_bool loaded;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static bool
load(void)
{
	void *library = dlopen(FILE_NAME, RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return false;
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		void *function = dlsym(library, functions[i].name);
		if (!function) {
			dlclose(library);
			return false;
		}
		/* POSIX has pointers to functions fit into others, C has no word for it
		 */
		memcpy((char *)&idn + functions[i].at, &function, sizeof function);
	}
	return true;
}

const struct idn *
idn_load(void)
{
	if (!atomic_load(&loaded)) {
		pthread_mutex_lock(&mutex);
		if (!atomic_load(&loaded))
			atomic_store(&loaded, load());
		pthread_mutex_unlock(&mutex);
	}
	if (atomic_load(&loaded))
		return &idn;
	errno = ELIBACC;
	return NULL;
}

#ifndef JSCHEMA_IDN_H
#define JSCHEMA_IDN_H

#include <idn2.h>

/*
 * The functions of libidn2 that are called here. It is loaded with the first name beyond
 * ASCII: with the tables of Unicode that it needs, it takes a third of the time in which
 * a program starts, and nearly none checks such names.
 */
struct idn {
	__typeof__(&idn2_check_version) check_version;
	__typeof__(&idn2_register_u8) register_u8;
	__typeof__(&idn2_to_unicode_8z4z) to_unicode_8z4z;
	__typeof__(&idn2_free) free;
};

/* NULL, and errno ELIBACC: it cannot be loaded */
const struct idn *idn_load(void);

#endif

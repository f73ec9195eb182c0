#ifndef RTOK_BESIDE_H
#define RTOK_BESIDE_H

/*
 * Becomes the program of that name that belongs to this one, with the same arguments. It
 * stands beside it, or where programs stand that nobody runs by hand. STATUS_INPUT after
 * a message where it is missing.
 */
_Noreturn void beside_run(const char *name, char **argv);

#endif

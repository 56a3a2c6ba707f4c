/* Preloaded before a program, this fails one of its calls of the system, to see what it does then.
 *
 * FAIL_CALLS   names of calls, with commas around each: ",read,write,"
 * FAIL_AT      which of these calls fails, counted from 1
 * FAIL_ERRNO   the error it fails with, as a number
 * FAIL_BELOW   only calls on files whose path begins with this
 * FAIL_TOLD    a file that is made when a call has failed
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int seen;

static int is_below(const char *path) {
    const char *below = getenv("FAIL_BELOW");
    return below && path && strncmp(path, below, strlen(below)) == 0;
}

static int fails(const char *call, const char *path, int descriptor) {
    const char *calls = getenv("FAIL_CALLS"), *at = getenv("FAIL_AT"), *told = getenv("FAIL_TOLD");
    char name[64], link[64], there[4096];
    snprintf(name, sizeof name, ",%s,", call);
    if (!calls || !at || !strstr(calls, name))
        return 0;
    if (!path) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
        ssize_t size = readlink(link, there, sizeof there - 1);
        if (size < 0)
            return 0;
        there[size] = 0;
        path = there;
    }
    if (!is_below(path) || ++seen != atoi(at))
        return 0;
    int made = syscall(SYS_openat, AT_FDCWD, told, O_CREAT | O_WRONLY, 0600);
    syscall(SYS_close, made);
    errno = atoi(getenv("FAIL_ERRNO"));
    return 1;
}

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static mode_t mode_of(int flags, va_list more) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
    REAL(int, "open", const char *, int, ...);
    va_list more;
    va_start(more, flags);
    mode_t mode = mode_of(flags, more);
    va_end(more);
    return fails(flags & O_CREAT ? "create" : "open", path, 0) ? -1 : real(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    REAL(int, "open64", const char *, int, ...);
    va_list more;
    va_start(more, flags);
    mode_t mode = mode_of(flags, more);
    va_end(more);
    return fails(flags & O_CREAT ? "create" : "open", path, 0) ? -1 : real(path, flags, mode);
}

ssize_t read(int descriptor, void *to, size_t size) {
    REAL(ssize_t, "read", int, void *, size_t);
    return fails("read", NULL, descriptor) ? -1 : real(descriptor, to, size);
}

ssize_t write(int descriptor, const void *from, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return fails("write", NULL, descriptor) ? -1 : real(descriptor, from, size);
}

int fsync(int descriptor) {
    REAL(int, "fsync", int);
    return fails("fsync", NULL, descriptor) ? -1 : real(descriptor);
}

int fchmod(int descriptor, mode_t mode) {
    REAL(int, "fchmod", int, mode_t);
    return fails("fchmod", NULL, descriptor) ? -1 : real(descriptor, mode);
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    return fails("rename", from, 0) ? -1 : real(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    return fails("rename", from, 0) ? -1 : real(from_folder, from, to_folder, to);
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    return fails("unlink", path, 0) ? -1 : real(path);
}

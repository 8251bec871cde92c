// SPDX-License-Identifier: MIT
// Stands before libjack in a program that a test starts (LD_PRELOAD), and lets one call fail: WAVESINK_FAILING_CALL is
// the name of a function and, behind a colon, which of its calls it is, from 1, or 0 for each of them.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <jack/jack.h>
#include <jack/metadata.h>
#include <jack/thread.h>
#include <stdlib.h>
#include <string.h>

// Whether this is the call that is to fail; `count`: those of this function so far.
static int fails(const char *name, int *count) {
  const char *wanted = getenv("WAVESINK_FAILING_CALL");
  size_t length = strlen(name);
  if (!wanted || strncmp(wanted, name, length) != 0 || wanted[length] != ':') return 0;
  int number = atoi(wanted + length + 1);
  return __sync_add_and_fetch(count, 1) == number || number == 0;
}

// A function of JACK with these parameters, and what it returns when it fails.
#define CALL(result, name, parameters, arguments, failure)      \
  result name parameters {                                      \
    static int count;                                           \
    result(*real) parameters = dlsym(RTLD_NEXT, #name);         \
    return fails(#name, &count) ? failure : real arguments;     \
  }

CALL(jack_port_t *, jack_port_register,
     (jack_client_t *client, const char *port, const char *type, unsigned long flags, unsigned long size),
     (client, port, type, flags, size), NULL)
CALL(int, jack_activate, (jack_client_t *client), (client), -1)
CALL(int, jack_connect, (jack_client_t *client, const char *from, const char *to), (client, from, to), -1)
CALL(int, jack_set_process_callback, (jack_client_t *client, JackProcessCallback callback, void *context),
     (client, callback, context), -1)
CALL(int, jack_set_xrun_callback, (jack_client_t *client, JackXRunCallback callback, void *context),
     (client, callback, context), -1)
CALL(int, jack_set_latency_callback, (jack_client_t *client, JackLatencyCallback callback, void *context),
     (client, callback, context), -1)
CALL(int, jack_set_sample_rate_callback, (jack_client_t *client, JackSampleRateCallback callback, void *context),
     (client, callback, context), -1)
CALL(int, jack_client_create_thread,
     (jack_client_t *client, jack_native_thread_t *thread, int priority, int realtime, void *(*start)(void *), void *argument),
     (client, thread, priority, realtime, start, argument), 11)
CALL(int, jack_set_property,
     (jack_client_t *client, jack_uuid_t subject, const char *key, const char *value, const char *type),
     (client, subject, key, value, type), -1)
CALL(const char **, jack_get_ports,
     (jack_client_t *client, const char *name, const char *type, unsigned long flags), (client, name, type, flags), NULL)
CALL(char *, jack_get_uuid_for_client_name, (jack_client_t *client, const char *name), (client, name), NULL)

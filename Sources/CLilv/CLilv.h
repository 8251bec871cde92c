// SPDX-License-Identifier: MIT
// LV2 plug-ins through lilv, and the part of it that the audio thread may call: the white list. Each function says why it is
// trusted. A plug-in is trusted to keep its promise lv2:hardRTCapable, without which it is not hosted.
#pragma once
#include <lilv/lilv.h>
#include <lv2/atom/atom.h>
#include <lv2/buf-size/buf-size.h>
#include <lv2/core/lv2.h>
#include <lv2/log/log.h>
#include <lv2/options/options.h>
#include <lv2/resize-port/resize-port.h>
#include <lv2/state/state.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// For RT_SAFE, which tells the Swift compiler that a function neither locks nor allocates.
#include <CRealtime.h>

// Safe because the plug-in promises it: run is of the audio class, and the plug-in is capable of hard real time.
// What it does all the same is its own: the sanitizer ends this program for what is in it.
RT_SAFE static inline void rt_lv2_run(LilvInstance *instance, uint32_t frames) {
  rt_sanitizer_pause();
  lilv_instance_run(instance, frames);
  rt_sanitizer_resume();
}
// Safe for the same reason: connect_port is of the audio class.
RT_SAFE static inline void rt_lv2_connect(LilvInstance *instance, uint32_t port, void *data) {
  lilv_instance_connect_port(instance, port, data);
}
// Safe for the same reason: both are called in the context of run.
RT_SAFE static inline void rt_lv2_work_response(
    LilvInstance *instance, const LV2_Worker_Interface *worker, uint32_t size, const void *body) {
  rt_sanitizer_pause();
  if (worker->work_response) worker->work_response(lilv_instance_get_handle(instance), size, body);
  rt_sanitizer_resume();
}
RT_SAFE static inline void rt_lv2_end_run(LilvInstance *instance, const LV2_Worker_Interface *worker) {
  rt_sanitizer_pause();
  if (worker->end_run) worker->end_run(lilv_instance_get_handle(instance));
  rt_sanitizer_resume();
}

// The sequence of an atom port: `capacity` bytes, its head included. Safe because they touch only those bytes.
RT_SAFE static inline void rt_lv2_sequence_clear(void *sequence, uint32_t type) {
  LV2_Atom_Sequence *head = (LV2_Atom_Sequence *)sequence;
  head->atom.size = sizeof(LV2_Atom_Sequence_Body);
  head->atom.type = type;
  head->body.unit = 0;
  head->body.pad = 0;
}
// Appends an event; 0 where there is no room for it.
RT_SAFE static inline int rt_lv2_sequence_append(
    void *sequence, uint32_t capacity, int64_t frame, uint32_t type, const void *bytes, uint32_t size) {
  LV2_Atom_Sequence *head = (LV2_Atom_Sequence *)sequence;
  const uint32_t used = (uint32_t)sizeof(LV2_Atom) + head->atom.size;
  const uint32_t padded = ((uint32_t)sizeof(LV2_Atom_Event) + size + 7u) & ~7u;
  if (size > capacity || used + padded > capacity) return 0;
  LV2_Atom_Event *event = (LV2_Atom_Event *)((char *)sequence + used);
  event->time.frames = frame;
  event->body.size = size;
  event->body.type = type;
  memcpy(event + 1, bytes, size);
  head->atom.size += padded;
  return 1;
}
// Before run an output says how much room it has.
RT_SAFE static inline void rt_lv2_sequence_offer(void *sequence, uint32_t capacity, uint32_t chunk_type) {
  LV2_Atom_Sequence *head = (LV2_Atom_Sequence *)sequence;
  head->atom.size = capacity - (uint32_t)sizeof(LV2_Atom);
  head->atom.type = chunk_type;
}
// The event that lies `*place` bytes from the beginning, 0 for the first, and the place of the next one; 0 where there is none. Safe
// because what a plug-in has written is not believed: nothing outside of `capacity` is read.
RT_SAFE static inline const LV2_Atom_Event *rt_lv2_sequence_next(
    const void *sequence, uint32_t capacity, uint32_t sequence_type, uint32_t *place) {
  const LV2_Atom_Sequence *head = (const LV2_Atom_Sequence *)sequence;
  if (head->atom.type != sequence_type || head->atom.size > capacity - sizeof(LV2_Atom)) return 0;
  const uint32_t end = (uint32_t)sizeof(LV2_Atom) + head->atom.size;
  const uint32_t start = *place ? *place : (uint32_t)sizeof(LV2_Atom_Sequence);
  if (start + sizeof(LV2_Atom_Event) > end) return 0;
  const LV2_Atom_Event *event = (const LV2_Atom_Event *)((const char *)sequence + start);
  if (event->body.size > end - start - sizeof(LV2_Atom_Event)) return 0;
  *place = (start + (uint32_t)sizeof(LV2_Atom_Event) + event->body.size + 7u) & ~7u;
  return event;
}
RT_SAFE static inline const uint8_t *rt_lv2_event_bytes(const LV2_Atom_Event *event) { return (const uint8_t *)(event + 1); }

#include "Objects.h"

// Safe because it computes.
RT_SAFE static inline float rt_power(float base, float exponent) { return powf(base, exponent); }

// Not for the audio thread: what a plug-in logs, as a line of text. Variadic functions are none that Swift could define.
typedef struct {
  void *owner;
  void (*write)(void *owner, const char *text, uint32_t length);
} lv2_log_target;

static inline int lv2_log_vprint(LV2_Log_Handle handle, LV2_URID type, const char *format, va_list arguments) {
  (void)type;
  char text[512];
  const int length = vsnprintf(text, sizeof text, format, arguments);
  const lv2_log_target *target = (const lv2_log_target *)handle;
  const uint32_t written = length < 0 ? 0 : length < (int)sizeof text ? (uint32_t)length : (uint32_t)sizeof text - 1;
  target->write(target->owner, text, written);
  return length;
}
static inline int lv2_log_print(LV2_Log_Handle handle, LV2_URID type, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int length = lv2_log_vprint(handle, type, format, arguments);
  va_end(arguments);
  return length;
}
static inline void lv2_log_open(LV2_Log_Log *log, lv2_log_target *target) {
  log->handle = target;
  log->printf = lv2_log_print;
  log->vprintf = lv2_log_vprint;
}

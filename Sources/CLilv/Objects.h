// SPDX-License-Identifier: MIT
// Atom objects that a plug-in is told of the transport and of its properties with: a part of the white list. Included by CLilv.h.
#pragma once
#include <lv2/atom/atom.h>
#include <lv2/urid/urid.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// The numbers of the words that such objects are made of.
typedef struct {
  LV2_URID object, real, real_double, whole, whole_long, boolean, urid;
  LV2_URID position, frame, rate, speed, tempo, beats_per_bar, beat_unit, bar, bar_beat;
  LV2_URID set, get, property, value;
} lv2_words;

// Where the transport stands; beats count where has_beats says so.
typedef struct {
  int32_t is_rolling, has_beats;
  int64_t frame, bar;
  double rate, tempo, beats_per_bar, beat_unit, bar_beat;
} lv2_position;

// An object on its way into a sequence. The longest of these, a position with beats, has 8 properties of 24 bytes.
typedef struct {
  uint64_t bytes[32];
  uint32_t used;
} lv2_object;

// Safe because they touch only the memory of the object.
RT_SAFE static inline void rt_lv2_object_begin(lv2_object *object, LV2_URID type) {
  const LV2_Atom_Object_Body body = {0, type};
  memcpy(object->bytes, &body, sizeof body);
  object->used = sizeof body;
}
RT_SAFE static inline void rt_lv2_object_add(
    lv2_object *object, LV2_URID key, LV2_URID type, const void *value, uint32_t size) {
  const LV2_Atom_Property_Body head = {key, 0, {size, type}};
  const uint32_t padded = (uint32_t)offsetof(LV2_Atom_Property_Body, value) + (uint32_t)sizeof(LV2_Atom) + ((size + 7u) & ~7u);
  if (size > 8 || object->used + padded > sizeof object->bytes) return;
  char *place = (char *)object->bytes + object->used;
  memset(place, 0, padded);
  memcpy(place, &head, offsetof(LV2_Atom_Property_Body, value) + sizeof(LV2_Atom));
  memcpy(place + padded - ((size + 7u) & ~7u), value, size);
  object->used += padded;
}
RT_SAFE static inline void rt_lv2_object_add_real(lv2_object *object, const lv2_words *words, LV2_URID key, double value) {
  const float real = (float)value;
  rt_lv2_object_add(object, key, words->real, &real, sizeof real);
}

// Appends time:Position; 0 where there is no room for it. Safe because it touches only the bytes of the sequence.
RT_SAFE static inline int rt_lv2_append_position(
    void *sequence, uint32_t capacity, int64_t frame, const lv2_words *words, const lv2_position *position) {
  lv2_object object;
  rt_lv2_object_begin(&object, words->position);
  rt_lv2_object_add(&object, words->frame, words->whole_long, &position->frame, sizeof position->frame);
  rt_lv2_object_add_real(&object, words, words->speed, position->is_rolling ? 1 : 0);
  rt_lv2_object_add_real(&object, words, words->rate, position->rate);
  if (position->has_beats) {
    const int32_t unit = (int32_t)position->beat_unit;
    rt_lv2_object_add(&object, words->bar, words->whole_long, &position->bar, sizeof position->bar);
    rt_lv2_object_add_real(&object, words, words->bar_beat, position->bar_beat);
    rt_lv2_object_add(&object, words->beat_unit, words->whole, &unit, sizeof unit);
    rt_lv2_object_add_real(&object, words, words->beats_per_bar, position->beats_per_bar);
    rt_lv2_object_add_real(&object, words, words->tempo, position->tempo);
  }
  return rt_lv2_sequence_append(sequence, capacity, frame, words->object, object.bytes, object.used);
}

// Appends patch:Get of a property; 0 where there is no room for it. Safe for the same reason.
RT_SAFE static inline int rt_lv2_append_get(
    void *sequence, uint32_t capacity, int64_t frame, const lv2_words *words, LV2_URID property) {
  lv2_object object;
  rt_lv2_object_begin(&object, words->get);
  rt_lv2_object_add(&object, words->property, words->urid, &property, sizeof property);
  return rt_lv2_sequence_append(sequence, capacity, frame, words->object, object.bytes, object.used);
}

// Appends patch:Set of a property to a number of a type; 0 where there is no room for it, or the type is none of numbers. The number
// fits the type. Safe for the same reason.
RT_SAFE static inline int rt_lv2_append_set(
    void *sequence, uint32_t capacity, int64_t frame, const lv2_words *words, LV2_URID property, LV2_URID type,
    double value) {
  lv2_object object;
  rt_lv2_object_begin(&object, words->set);
  rt_lv2_object_add(&object, words->property, words->urid, &property, sizeof property);
  if (type == words->real) {
    rt_lv2_object_add_real(&object, words, words->value, value);
  } else if (type == words->real_double) {
    rt_lv2_object_add(&object, words->value, type, &value, sizeof value);
  } else if (type == words->whole_long) {
    const int64_t whole = (int64_t)value;
    rt_lv2_object_add(&object, words->value, type, &whole, sizeof whole);
  } else if (type == words->whole || type == words->boolean) {
    const int32_t whole = (int32_t)value;
    rt_lv2_object_add(&object, words->value, type, &whole, sizeof whole);
  } else {
    return 0;
  }
  return rt_lv2_sequence_append(sequence, capacity, frame, words->object, object.bytes, object.used);
}

// Appends patch:Set of a property to a text of a type, whose `size` bytes end with a 0; 0 where there is no room for it. Safe for the same
// reason.
RT_SAFE static inline int rt_lv2_append_text(
    void *sequence, uint32_t capacity, int64_t frame, const lv2_words *words, LV2_URID property, LV2_URID type,
    const void *text, uint32_t size) {
  lv2_object object;
  rt_lv2_object_begin(&object, words->set);
  rt_lv2_object_add(&object, words->property, words->urid, &property, sizeof property);
  const LV2_Atom_Property_Body head = {words->value, 0, {size, type}};
  const uint32_t head_size = (uint32_t)(offsetof(LV2_Atom_Property_Body, value) + sizeof(LV2_Atom));
  LV2_Atom_Sequence *all = (LV2_Atom_Sequence *)sequence;
  const uint32_t used = (uint32_t)sizeof(LV2_Atom) + all->atom.size;
  if (size > capacity) return 0;
  const uint32_t whole = object.used + head_size + ((size + 7u) & ~7u);
  if (used > capacity || capacity - used < sizeof(LV2_Atom_Event) + whole) return 0;
  LV2_Atom_Event *event = (LV2_Atom_Event *)((char *)sequence + used);
  event->time.frames = frame;
  event->body.size = whole;
  event->body.type = words->object;
  char *place = (char *)(event + 1);
  memset(place, 0, whole);
  memcpy(place, object.bytes, object.used);
  memcpy(place + object.used, &head, head_size);
  memcpy(place + object.used + head_size, text, size);
  all->atom.size += (uint32_t)sizeof(LV2_Atom_Event) + whole;
  return 1;
}

// A number among atoms, of `size` bytes at `bytes`; 0 where it is none. Safe because it reads only these.
RT_SAFE static inline int rt_lv2_number(
    const lv2_words *words, LV2_URID type, const void *bytes, uint32_t size, double *number) {
  float real;
  int32_t whole;
  int64_t whole_long;
  if (type == words->real && size == sizeof real) {
    memcpy(&real, bytes, size);
    *number = real;
  } else if (type == words->real_double && size == sizeof *number) {
    memcpy(number, bytes, size);
  } else if ((type == words->whole || type == words->boolean) && size == sizeof whole) {
    memcpy(&whole, bytes, size);
    *number = whole;
  } else if (type == words->whole_long && size == sizeof whole_long) {
    memcpy(&whole_long, bytes, size);
    *number = (double)whole_long;
  } else {
    return 0;
  }
  return 1;
}

// What patch:Set in an event says: a property and a number; 0 where it is no such thing. Safe because what a plug-in has written is not
// believed: nothing outside of the event is read, whose size somebody has checked.
RT_SAFE static inline int rt_lv2_read_set(
    const LV2_Atom_Event *event, const lv2_words *words, LV2_URID *property, double *number) {
  const char *bytes = (const char *)(event + 1);
  const uint32_t end = event->body.size, head_size = (uint32_t)(offsetof(LV2_Atom_Property_Body, value) + sizeof(LV2_Atom));
  LV2_Atom_Object_Body body;
  if (event->body.type != words->object || end < sizeof body) return 0;
  memcpy(&body, bytes, sizeof body);
  if (body.otype != words->set) return 0;
  int has_property = 0, has_number = 0;
  for (uint32_t place = sizeof body; place <= end && end - place >= head_size;) {
    LV2_Atom_Property_Body head;
    memcpy(&head, bytes + place, head_size);
    const char *value = bytes + place + head_size;
    if (head.value.size > end - place - head_size) return 0;
    if (head.key == words->property && head.value.type == words->urid && head.value.size == sizeof *property) {
      memcpy(property, value, sizeof *property);
      has_property = 1;
    }
    if (head.key == words->value) has_number = rt_lv2_number(words, head.value.type, value, head.value.size, number);
    const uint32_t step = head_size + ((head.value.size + 7u) & ~7u);
    if (step > end - place) break;
    place += step;
  }
  return has_property && has_number;
}

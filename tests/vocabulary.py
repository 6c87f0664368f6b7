"""What the vocabulary promises, item by item, and the tests that show it.

A row is what is promised, the public names that it is about, and its tests: `file::test`, of which
the first part is a file below `tests/` without its ending. `test_vocabulary` sees that they exist,
that a row about bytes is tried on every engine and on streams, and that no public name lacks a row.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ROWS", "Row"]


class Row(NamedTuple):
    """One promise.

    Attributes:
        item: What is promised.
        words: The public names, and keywords of a class or helper, that it is about.
        tests: Those that show it.
        on_bytes: Whether it is about messages and their bytes, not about declarations alone.
    """

    item: str
    words: str
    tests: str
    on_bytes: bool = True


VALUES = (
    Row(
        "integers of 8 to 128 bits in network byte order, and least significant byte first",
        "u8 u16 u24 u32 u40 u48 u56 u64 u128 i8 i16 i24 i32 i40 i48 i56 i64 i128 "
        "u16_le u24_le u32_le u40_le u48_le u56_le u64_le u128_le "
        "i16_le i24_le i32_le i40_le i48_le i56_le i64_le i128_le",
        "codec/test_numbers::test_integer_is_what_python_writes "
        "codec/test_numbers::test_integer_out_of_range_is_refused",
    ),
    Row(
        "floats",
        "f16 f32 f64 f16_le f32_le f64_le",
        "codec/test_numbers::test_float_is_what_struct_writes "
        "codec/test_numbers::test_float_that_does_not_fit_is_refused",
    ),
    Row(
        "a boolean is one byte, 0 or 1 only",
        "boolean",
        "codec/test_numbers::test_boolean_is_one_byte "
        "codec/test_numbers::test_other_boolean_is_malformed",
    ),
    Row(
        "the byte order of a class governs its types without suffix, nested and inherited ones",
        "byte_order=",
        "codec/test_byte_order::test_order_of_a_class_governs_what_says_none "
        "codec/test_byte_order::test_one_class_may_stand_in_both_orders "
        "codec/test_byte_order::test_inherited_fields_take_the_order_of_the_class "
        "codec/test_byte_order::test_header_governs_its_variants",
    ),
    Row(
        "an expression over given, outer and peek tells the byte order",
        "byte_order=",
        "codec/test_told_formats::test_dbus_header_says_its_order_in_its_first_byte "
        "codec/test_told_formats::test_blocks_are_in_the_order_that_is_given "
        "codec/test_told_order::test_outer_message_may_tell_it",
    ),
    Row(
        "the bit order of a class takes runs of bits from the least significant one on",
        "bit_order=",
        "codec/test_bit_order::test_bits_stand_from_the_least_significant_one_on "
        "codec/test_bit_order::test_endpoints_of_usb_devices_are_read "
        "codec/test_told_order::test_order_governs_bits_from_the_least_significant_on",
    ),
    Row(
        "bits as diagrams are drawn, in runs that end on a byte border",
        "bits flag pad",
        "codec/test_bits::test_bits_stand_as_diagrams_are_drawn "
        "codec/test_bits::test_every_kind_of_field_stands_in_a_run "
        "codec/test_bits::test_fault_in_a_run_is_told_to_the_bit "
        "codec/test_bits::test_padding_bits_are_ignored",
    ),
    Row(
        "a class of bits alone stands in a run, and alone where it fills whole bytes",
        "bits",
        "codec/test_bits::test_message_of_bits_is_nested_like_any_other "
        "codec/test_bits::test_error_inside_a_run_names_the_inner_field "
        "codec/test_bits::test_bits_stand_alone_on_byte_borders",
    ),
    Row(
        "varints; longer than needed is accepted unless the shortest is asked for",
        "uvarint svarint mqtt_varint quic_varint shortest",
        "codec/test_numbers::test_varint_is_as_mqtt_has_it "
        "codec/test_numbers::test_uvarint_reaches_64_bits "
        "codec/test_numbers::test_longer_varint_than_needed_is_accepted "
        "codec/test_varints::test_svarint_is_as_protobuf_has_it "
        "codec/test_varints::test_quic_varint_is_as_the_rfc_has_it "
        "codec/test_varints::test_longer_than_needed_is_malformed_if_the_shortest_is_asked_for",
    ),
    Row(
        "an integer type or an extent may be a choice",
        "choice",
        "codec/test_choice_extents::test_choice_and_extent_stand_together "
        "codec/test_choice_extents::test_length_that_is_a_choice_can_be_calculated_with",
    ),
    Row(
        "ASCII digits: fixed and zero-filled, or the shortest; no other sign, space or script",
        "decimal hexadecimal signed=",
        "codec/test_extents::test_only_shortest_ascii_digits_are_a_number "
        "codec/test_extents::test_fixed_digits_are_filled_with_zeros "
        "codec/test_digits::test_hexadecimal_is_what_python_formats "
        "codec/test_digits::test_sign_stands_before_the_digits",
    ),
    Row(
        "bytes and text in any of Python's encodings, delimiters on code-unit borders",
        "data text",
        "codec/test_text::test_text_is_what_python_encodes "
        "codec/test_text::test_delimiter_stands_on_the_border_of_a_code_unit",
    ),
    Row(
        "pad= fills a fixed extent and is stripped; a value that ends in it is refused",
        "pad=",
        "codec/test_pad::test_data_is_filled_as_by_struct "
        "codec/test_pad::test_text_is_filled_a_code_unit_at_a_time "
        "codec/test_pad::test_value_that_would_lose_its_end_is_refused",
    ),
    Row(
        "enums: an unknown member is an error or stays an int; flags keep unknown bits or do not",
        "enumerated open= strict=",
        "codec/test_enumerated::test_member_stands_as_its_number "
        "codec/test_enumerated::test_what_is_no_member_is_refused "
        "codec/test_enumerated::test_flags_keep_unknown_bits "
        "codec/test_enumerated::test_strict_flags_refuse_unknown_bits",
    ),
    Row(
        "convert makes values of others, given another field if it asks for one",
        "convert using=",
        "codec/test_convert::test_any_type_is_converted "
        "codec/test_convert::test_functions_are_given_what_is_used "
        "codec/test_convert::test_what_is_used_may_be_given_by_the_session",
    ),
    Row(
        "ready conversions",
        "ipv4 ipv6 mac uuid timestamp fixed_point",
        "codec/test_ready::test_address_is_its_bytes "
        "codec/test_ready::test_time_is_counted_from_its_epoch "
        "codec/test_ready::test_fixed_point_is_a_scaled_integer",
    ),
    Row(
        "custom codecs see the bytes from the origin, and write at a known position",
        "custom CustomCodec Writer origin=",
        "codec/test_custom::test_names_are_compressed_as_in_the_standard "
        "codec/test_custom::test_value_stands_where_its_codec_is_told "
        "codec/test_custom_faults::test_what_a_codec_refuses_is_malformed",
    ),
    Row(
        "outside a window a custom cannot stream, and Decoder refuses the class",
        "custom",
        "schema/test_customs::test_stream_without_a_window_is_refused "
        "schema/test_customs::test_stream_with_a_window_is_read",
        on_bytes=False,
    ),
    Row(
        "constants and padding are on the wire, not in the constructor",
        "const pad",
        "codec/test_derived::test_constants_are_written_and_compared "
        "codec/test_derived::test_other_constant_is_refused "
        "codec/test_derived::test_padding_is_zero_and_ignored",
    ),
    Row(
        "align counts from the start of the class where it stands",
        "align",
        "codec/test_alignment::test_opaque_data_is_aligned_as_in_xdr "
        "codec/test_alignment::test_alignment_counts_from_the_start_of_its_class",
    ),
    Row(
        "a checksum's own bytes count as zero where they lie inside",
        "checksum",
        "codec/test_derived::test_internet_checksum_is_that_of_the_rfc "
        "codec/test_derived::test_crc_is_that_of_the_catalogue "
        "codec/test_derived::test_wrong_checksum_is_refused",
    ),
    Row(
        "a checksum's function is given what else it needs",
        "checksum using=",
        "codec/test_checksum_using::test_function_is_given_it "
        "codec/test_checksum_using::test_wrong_checksum_is_told",
    ),
)

EXTENTS = (
    Row(
        "peek reads bytes that come, or those before the window's end, in every expression",
        "peek",
        "codec/test_peeking::test_bytes_that_come_are_peeked_at "
        "codec/test_peeking::test_bytes_that_are_not_there_are_told "
        "codec/test_peeking::test_value_that_would_not_come_back_is_refused",
    ),
    Row(
        "the five spellings mean the same wherever something has an extent",
        "data text array sized until rest prefix",
        "codec/test_extents::test_length_stands_right_before "
        "codec/test_extents::test_extent_needs_no_other_field "
        "codec/test_extents::test_extents_are_told_by_earlier_fields",
    ),
    Row(
        "prefix: a linear expression of the number on the wire, and one that says None",
        "prefix item none=",
        "codec/test_prefixes::test_prefix_is_another_number "
        "codec/test_prefixes::test_null_on_the_wire_ends_with_its_prefix "
        "codec/test_prefixes::test_length_below_what_counts_itself_is_negative",
    ),
    Row(
        "until: the delimiter is consumed, and part of the value if it is included",
        "until include=",
        "codec/test_text::test_delimiter_may_be_part_of_the_value "
        "codec/test_text::test_text_that_contains_its_delimiter_is_refused "
        "stream/test_bounds::test_no_byte_is_read_often",
    ),
    Row(
        "until(at_eof=True): the end that rest would have also ends it",
        "at_eof=",
        "codec/test_at_eof::test_last_line_needs_no_newline "
        "codec/test_at_eof::test_messages_are_those_of_coap "
        "codec/test_at_eof::test_delimiter_at_the_end_is_forgotten",
    ),
    Row(
        "min and max bound an extent in its own unit, on encode and decode",
        "min= max=",
        "codec/test_extents::test_prefix_is_bounded_on_both_sides "
        "codec/test_extents::test_what_ends_elsewhere_is_bounded_too "
        "codec/test_extents::test_delimiter_is_not_awaited_beyond_the_maximum",
    ),
    Row(
        "rest leaves what the fields behind it need, where that is known",
        "rest",
        "codec/test_plans::test_rest_leaves_what_earlier_fields_tell "
        "codec/test_plans::test_rest_leaves_what_may_be_absent",
    ),
    Row(
        "array(size=) gives bytes; arrays end with a delimiter, an element, or the window",
        "array size= until item",
        "codec/test_ended_arrays::test_array_ends_with_something "
        "codec/test_ended_arrays::test_array_ends_inside_a_window "
        "codec/test_ended_arrays::test_elements_that_would_not_come_back_are_refused",
    ),
    Row(
        "sized: a window, all of which is used unless there is slack",
        "sized slack=",
        "codec/test_windows::test_bytes_that_nothing_uses_are_refused "
        "codec/test_slack::test_what_is_left_is_ignored "
        "codec/test_slack::test_encode_fills_what_is_fixed_and_else_leaves_none",
    ),
    Row(
        "through= transforms the bytes of a region; its output is bounded",
        "through= deflate Deflate Transform KeyedTransform",
        "codec/test_through::test_region_is_transformed "
        "codec/test_through::test_frames_of_websocket_are_masked "
        "codec/test_deflate::test_what_all_transforms_of_a_message_give_is_bounded",
    ),
    Row(
        "align= pads outside the count, inside every window around it",
        "align=",
        "codec/test_aligned_extents::test_opaque_data_is_that_of_xdr "
        "codec/test_aligned_extents::test_zeros_stand_behind "
        "codec/test_aligned_extents::test_zeros_are_ignored_and_must_be_there",
    ),
    Row(
        "between= pads from one element to the next",
        "between=",
        "codec/test_between::test_parameters_are_those_of_sctp "
        "codec/test_between::test_zeros_stand_between "
        "codec/test_between::test_padding_must_be_there",
    ),
    Row(
        "size= is the size of the whole message; too small is a LengthError",
        "size=",
        "codec/test_windows::test_size_is_that_of_the_whole_message "
        "codec/test_windows::test_window_that_does_not_fit_is_told "
        "codec/test_windows::test_window_lies_in_its_window",
    ),
    Row(
        "a class's align= pads behind the message, outside its size",
        "align=",
        "codec/test_padded_messages::test_chunks_are_those_of_sctp "
        "codec/test_padded_messages::test_zeros_stand_behind_a_message "
        "codec/test_padded_messages::test_padding_is_awaited_with_the_message",
    ),
    Row(
        "a choice: its tag right before, told, or peeked at; the unknown and the empty arm",
        "choice peek",
        "codec/test_choice::test_tag_chooses_the_type "
        "codec/test_choice::test_tag_or_arm_that_is_not_there_is_told "
        "codec/test_choice::test_none_is_a_value "
        "codec/test_peek::test_value_holds_its_tag",
    ),
    Row(
        "when= takes a condition, a byte right there, or rest; it implies no default",
        "when= field boolean rest default=",
        "codec/test_presence::test_condition_governs_presence "
        "codec/test_presence::test_presence_byte_stands_right_there "
        "codec/test_presence::test_what_is_left_is_present",
    ),
    Row(
        "check= takes conditions and functions, of fields and of classes",
        "check=",
        "codec/test_presence::test_what_holds_passes "
        "codec/test_presence::test_check_that_fails_is_refused_both_ways",
    ),
)

DERIVED = (
    Row(
        "a derived field is solved from what it governs, linearly, in the order of needs",
        "derived",
        "codec/test_derived::test_linear_extent_is_solved "
        "codec/test_derived::test_lengths_are_solved_in_the_order_of_what_they_need "
        "codec/test_derived::test_size_off_the_grid_is_refused "
        "codec/test_derived::test_users_that_disagree_are_refused",
    ),
    Row(
        "a cycle, and what has many preimages, is a SchemaError",
        "derived",
        "codec/test_plans::test_what_cannot_be_solved_is_refused",
        on_bytes=False,
    ),
    Row(
        "if no user is left, the default holds; nothing is ever truncated",
        "derived default=",
        "codec/test_derived::test_default_holds_where_no_user_is_there "
        "codec/test_derived::test_length_is_never_truncated",
    ),
    Row(
        "an expression spells what cannot be solved, and is checked on decode",
        "derived",
        "codec/test_derived::test_derivation_that_is_spelled_is_filled_in_and_checked",
    ),
    Row(
        "keep=True stores the field, which may disagree",
        "keep=",
        "codec/test_kept::test_kept_field_may_disagree "
        "codec/test_kept::test_kept_field_that_governs_must_fit",
    ),
)

EXPRESSIONS = (
    Row(
        "operators give what Python gives, up to 192 bits; what has no value is an error",
        "this",
        "codec/test_expressions::test_operator_gives_what_python_gives "
        "codec/test_expressions::test_wide_results_are_legal_up_to_192_bits "
        "codec/test_expressions::test_expression_without_a_value_is_refused",
    ),
    Row(
        "sizes, counts, presence, selection",
        "size_of count_of present select one_of",
        "codec/test_expressions::test_expression_gives_a_number "
        "codec/test_plans::test_size_is_measured_over_what_is_written_later",
    ),
    Row(
        "outer is the enclosing message",
        "outer",
        "codec/test_outer::test_fields_of_the_enclosing_message_are_read "
        "codec/test_outer::test_enclosing_message_tells_how_to_read",
    ),
    Row(
        "given is what the session says; assigned on a decoder it holds from the next message",
        "given",
        "codec/test_given::test_expression_reads_what_is_given "
        "codec/test_given::test_bytes_that_do_not_fit_what_is_given "
        "codec/test_given::test_missing_name_is_a_given_error "
        "stream/test_given::test_what_is_assigned_holds_from_the_next_message",
    ),
    Row(
        "a closed language: and, or and chained comparisons raise; no name is an attribute",
        "this",
        "schema/test_expressions::test_misuse_says_what_to_write "
        "schema/test_expressions::test_no_field_name_is_an_attribute",
        on_bytes=False,
    ),
)

MESSAGES = (
    Row(
        "messages are structs: repr, equality, pickling, match and JSON",
        "Message",
        "schema/test_messages::test_repr_and_equality_are_of_the_stored_fields "
        "schema/test_messages::test_message_is_pickled_and_copied "
        "schema/test_messages::test_message_is_json",
        on_bytes=False,
    ),
    Row(
        "fields stay in wire order, a required one may follow one with a default",
        "Message",
        "schema/test_messages::test_fields_stay_in_wire_order "
        "schema/test_messages::test_required_field_follows_one_with_a_default",
        on_bytes=False,
    ),
    Row(
        "encode, decode, Codec, Decoder",
        "encode decode Codec Decoder Limits Path",
        "test_codec::test_decode_from_gives_the_message_and_where_it_ends "
        "test_codec::test_decode_many_stops_before_an_incomplete_message "
        "stream/test_decoder::test_needed_is_what_lacks",
        on_bytes=False,
    ),
    Row(
        "messages nest and recur; depth is bounded both ways",
        "Message",
        "codec/test_nesting::test_messages_nest "
        "codec/test_nesting::test_messages_are_recursive "
        "codec/test_nesting::test_depth_is_bounded_both_ways",
    ),
)

VARIANTS = (
    Row(
        "a header and its variants; the bare header is none",
        "variants= tag=",
        "codec/test_variants::test_tag_chooses_the_variant "
        "codec/test_variants::test_every_other_tag_is_not_one_of_a_variant "
        "codec/test_variants::test_bare_header_is_no_message "
        "codec/test_variants::test_unknown_tag_is_refused_at_once",
    ),
    Row(
        "tags: values, sets, ranges, tuples; the more specific wins",
        "tag=",
        "codec/test_tags::test_more_specific_tag_chooses "
        "codec/test_tags::test_tag_of_several_parts_chooses "
        "codec/test_tags::test_tag_of_another_variant_is_refused",
    ),
    Row(
        "parts of a tag may be given or outer: encode checks and does not solve",
        "variants= given outer",
        "codec/test_tags::test_part_of_a_tag_may_be_given "
        "codec/test_given::test_header_part_may_be_of_the_enclosing_message",
    ),
    Row(
        "classes between, and variants of variants",
        "variants=",
        "codec/test_headers::test_class_between_extends_the_header "
        "codec/test_headers::test_variant_has_variants_of_its_own",
    ),
    Row(
        "a variant narrows fields of its header",
        "variants=",
        "codec/test_variants::test_variant_narrows_fields_of_its_header "
        "codec/test_variants::test_narrowed_constant_is_compared_both_ways",
    ),
    Row(
        "trailing fields stand behind those of the variant",
        "trailing=",
        "codec/test_trailing::test_trailing_fields_stand_last "
        "codec/test_trailing::test_innermost_trailing_fields_come_first",
    ),
)

RULES = (
    Row(
        "1: what is known to be wrong is refused before the body is awaited",
        "",
        "codec/test_windows::test_fault_before_the_window_is_told_before_the_window_is_awaited "
        "codec/test_derived::test_constant_is_refused_before_more_is_awaited "
        "codec/test_trailing::test_trailing_fields_are_checked_last",
    ),
    Row(
        "2: what decode gives encodes; a value that would not come back is refused",
        "",
        "codec/test_loose_ends::test_element_that_takes_others_is_refused "
        "properties/test_properties::test_message_comes_back_in_every_way "
        "ir/test_canonical::test_codec_says_what_it_forgets",
    ),
    Row(
        "3: types on encode",
        "",
        "codec/test_rules::test_bool_is_no_int "
        "codec/test_rules::test_int_is_a_float_and_bool_is_not "
        "codec/test_rules::test_anything_like_bytes_is_bytes",
    ),
    Row(
        "4: users' functions may refuse; other exceptions are bugs",
        "",
        "codec/test_rules::test_function_may_refuse codec/test_rules::test_mistake_comes_through",
    ),
    Row(
        "5: the unit of waiting is the run",
        "",
        "codec/test_bits::test_constant_is_looked_at_before_what_follows_it "
        "codec/test_presence::test_check_fails_as_soon_as_what_it_reads_is_known",
    ),
    Row(
        "6: elements of a whole message are counted, depth is bounded",
        "",
        "codec/test_counts_and_depth::test_elements_of_a_whole_message_are_counted "
        "codec/test_counts_and_depth::test_count_that_its_window_cannot_hold_is_refused_at_once "
        "codec/test_counts_and_depth::test_depth_is_bounded_whatever_is_between",
    ),
)

ROWS = (*VALUES, *EXTENTS, *DERIVED, *EXPRESSIONS, *MESSAGES, *VARIANTS, *RULES)
"""Every row."""

/**
 * PostgreSQL's pageinspect: the pages of a table as they are, with every version of each row, dead ones too.
 *
 * The library is loaded in every server, so each session has it; the functions that call it are not there until
 * somebody creates them, in a schema of its own, and only in a copy that nobody keeps. No CREATE EXTENSION: a user's
 * database does not show it. In a schema `savepoint` of the copy, one asks
 *
 *     select * from savepoint.heap_page_items(savepoint.get_raw_page('public.account', 'main', 0))
 *
 * for page 0 of pg_relation_size('public.account') / 8192. A name is looked up like any in SQL: quote it where needed.
 * get_raw_page takes an ACCESS SHARE lock for a moment, and waits where someone else holds an ACCESS EXCLUSIVE one. It
 * takes no SIREAD lock, and looks at no row: what it sees depends on no snapshot, and SSI does not know of it.
 * @see PostgreSQL manual, "pageinspect"
 */
export function pageInspection(schema: string): readonly string[] {
  return [
    `create function ${schema}.get_raw_page(relation pg_catalog.text, fork pg_catalog.text, page pg_catalog.int8) returns pg_catalog.bytea
       language c strict as '$libdir/pageinspect', 'get_raw_page_fork_1_9'`,
    // As pageinspect 1.13 declares it; the columns are those of HeapTupleHeaderData and ItemIdData.
    `create function ${schema}.heap_page_items(page pg_catalog.bytea,
       out lp pg_catalog.int2, out lp_off pg_catalog.int2, out lp_flags pg_catalog.int2, out lp_len pg_catalog.int2,
       out t_xmin pg_catalog.xid, out t_xmax pg_catalog.xid, out t_field3 pg_catalog.int4, out t_ctid pg_catalog.tid,
       out t_infomask2 pg_catalog.int4, out t_infomask pg_catalog.int4, out t_hoff pg_catalog.int2,
       out t_bits pg_catalog.text, out t_oid pg_catalog.oid, out t_data pg_catalog.bytea)
       returns setof pg_catalog.record language c strict as '$libdir/pageinspect', 'heap_page_items'`,
    `create function ${schema}.tuple_data_split(relation pg_catalog.oid, t_data pg_catalog.bytea,
       t_infomask pg_catalog.int4, t_infomask2 pg_catalog.int4, t_bits pg_catalog.text)
       returns pg_catalog.bytea[] language c as '$libdir/pageinspect', 'tuple_data_split'`,
  ];
}

-- What the scripts make and somebody can set otherwise, by its own name: as the other queries of the doctor.

-- name: altered
-- Constraints and indexes that have the name of one of ours and hold something else: $1 names, $2 the statement that makes
-- each. Constraints are told by the kind, when they are looked at, the columns and the words in quotes; how PostgreSQL writes
-- the rest of a condition is its own affair.
with compared as (
    select c.oid, c.conname, c.contype, c.conrelid, c.conkey, c.confrelid, c.confdeltype::text || c.confupdtype::text as actions,
        (c.condeferrable, c.condeferred) = (m.statement ~ ' deferrable', m.statement ~ ' initially deferred') as is_kept_in_time,
        r.relname, m.statement,
        regexp_replace(substring(m.statement from ' check [(].*'), '''[^'']*''', '', 'g') as condition,
        string_to_array(substring(m.statement from ' (?:key|unique|distinct) [(]([^)]*)[)]'), ', ') as columns
    from unnest($1::text[], $2::text[]) m(name, statement)
    join pg_constraint c on c.connamespace = 'adapt'::regnamespace and c.conname = m.name
    join pg_class r on r.oid = c.conrelid)
select true as fault, format('constraint %s of table %s is not as adapt makes it', c.conname, c.relname) as what,
    array[format('alter table adapt.%I drop constraint %I; %s', c.relname, c.conname, c.statement)] as statements
from compared c
where not c.is_kept_in_time
    or case when c.statement ~ ' primary key [(]' then c.contype <> 'p'
        when c.statement ~ ' unique ' then c.contype <> 'u'
        when c.statement ~ ' foreign key [(]' then c.contype <> 'f' or c.actions <> 'aa'
            or c.confrelid is distinct from to_regclass('adapt.' || substring(c.statement from ' references ([a-z_]+)'))
        else c.contype <> 'c' end
    or c.contype <> 'c' and c.columns is distinct from (
        select array_agg(a.attname::text order by k.n) from unnest(c.conkey) with ordinality k(attnum, n)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum)
    or c.contype = 'c' and (
        select array_agg(a.attnum order by a.attnum) from pg_attribute a
        where a.attrelid = c.conrelid and a.attnum > 0
            and a.attname::text in (select w[1] from regexp_matches(c.condition, '[a-z_0-9]+', 'g') w))
        is distinct from (select array_agg(k order by k) from unnest(c.conkey) k)
    or c.contype = 'c' and exists (
        select from (select distinct x[1] as word from regexp_matches(c.statement, '''([^'']*)''', 'g') x) s
        full join (select distinct x[1] as word from regexp_matches(pg_get_constraintdef(c.oid), '''([^'']*)''', 'g') x) t
            using (word)
        where (s.word is null) <> (t.word is null) and word !~ '^-?[0-9]+$')
union all
-- An index PostgreSQL writes as it was made, but for blanks, brackets, the usual method and where a name is from.
select true, format('index %s of table %s is not as adapt makes it', i.name, i.table_name),
    array[format('drop index adapt.%I; %s', i.name, i.statement)]
from (
    select c.relname as name, r.relname as table_name, m.statement,
        regexp_replace(lower(m.statement), '::text|[a-z_]+\.|[() ]', '', 'g') as wanted,
        regexp_replace(lower(pg_get_indexdef(c.oid)), ' using btree|::text|[a-z_]+\.|[() ]', '', 'g') as there
    from unnest($1::text[], $2::text[]) m(name, statement)
    join pg_class c on c.relnamespace = 'adapt'::regnamespace and c.relname = m.name
    join pg_index x on x.indexrelid = c.oid
    join pg_class r on r.oid = x.indrelid
    where m.statement ~ '^create ') i
where i.wanted <> i.there
order by 2

-- name: attributes
-- What PostgreSQL lets one set of a table, of its columns and numbers, and of a view, and the scripts leave as it is, and
-- tables that inherit from one: $1 tables, $2 views. What does no harm, as of a server that is tuned, may stay.
with relation as (
    select c.oid, c.relname, c.relkind, c.relreplident, c.relforcerowsecurity, c.reloptions from pg_class c
    where c.relnamespace = 'adapt'::regnamespace
        and (c.relkind = 'r' and c.relname = any($1::text[]) or c.relkind = 'v' and c.relname = any($2::text[]))),
found(fault, what, change) as (
    select true, format('limits to markets hold the owner of table %s too', r.relname),
        format('alter table adapt.%I no force row level security', r.relname)
    from relation r where r.relforcerowsecurity
    union all
    select true, format('rows of table %s.%s are read as rows of table %s, which it inherits from', n.nspname, c.relname, r.relname),
        format('alter table %I.%I no inherit adapt.%I', n.nspname, c.relname, r.relname)
    from pg_inherits h
    join relation r on r.oid = h.inhparent
    join pg_class c on c.oid = h.inhrelid
    join pg_namespace n on n.oid = c.relnamespace
    union all
    select true, format('view %s is set otherwise than adapt does: %s', r.relname, array_to_string(r.reloptions, ', ')),
        format('alter view adapt.%I reset (%s)', r.relname,
            (select string_agg(quote_ident(split_part(o, '=', 1)), ', ') from unnest(r.reloptions) o))
    from relation r where r.relkind = 'v' and r.reloptions is not null
    union all
    select true, format('rows of table %s are not numbered one by one from 1 on', r.relname),
        format('alter sequence adapt.%I increment by 1 minvalue 1 no maxvalue start with 1 cache 1 no cycle', s.relname)
    from pg_sequence q
    join pg_class s on s.oid = q.seqrelid
    join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid and d.deptype in ('a', 'i')
    join relation r on d.refclassid = 'pg_class'::regclass and r.oid = d.refobjid
    where (q.seqincrement, q.seqmin, q.seqstart, q.seqcache, q.seqcycle) <> (1, 1, 1, 1, false)
        or q.seqmax <> case q.seqtypid when 'integer'::regtype then 2147483647 else 9223372036854775807 end
    union all
    select false, format('table %s is set otherwise than adapt does: %s', r.relname, o.setting),
        format('alter table adapt.%I reset (%I)', r.relname, split_part(o.setting, '=', 1))
    from relation r cross join unnest(r.reloptions) o(setting)
    -- Who vacuums none is told elsewhere; how full pages are the scripts say of one table.
    where r.relkind = 'r' and o.setting !~* '^autovacuum_enabled=(of|f|n|0)'
        and not (r.relname = 'weekly_reach' and o.setting ~ '^fillfactor=')
    union all
    select false, format('table %s has another replica identity than adapt gives it', r.relname),
        format('alter table adapt.%I replica identity default', r.relname)
    from relation r where r.relkind = 'r' and r.relreplident <> 'd'
    union all
    select false, format('column %s of table %s has a target of its own for statistics', a.attname, r.relname),
        format('alter table adapt.%I alter column %I set statistics -1', r.relname, a.attname)
    from relation r join pg_attribute a on a.attrelid = r.oid
    where r.relkind = 'r' and a.attnum > 0 and not a.attisdropped and coalesce(a.attstattarget, -1) <> -1
    union all
    select false, format('column %s of table %s is stored otherwise than adapt does', a.attname, r.relname),
        format('alter table adapt.%I %s', r.relname, concat_ws(', ',
            case when a.attstorage <> t.typstorage then format('alter column %I set storage %s', a.attname,
                case t.typstorage when 'p' then 'plain' when 'm' then 'main' when 'e' then 'external' else 'extended' end) end,
            case when a.attcompression <> '' then format('alter column %I set compression default', a.attname) end))
    from relation r join pg_attribute a on a.attrelid = r.oid join pg_type t on t.oid = a.atttypid
    where r.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and (a.attstorage <> t.typstorage or a.attcompression <> '')
    union all
    select false, format('column %s of table %s is set otherwise than adapt does: %s', a.attname, r.relname,
            array_to_string(a.attoptions, ', ')),
        format('alter table adapt.%I alter column %I reset (%s)', r.relname, a.attname,
            (select string_agg(quote_ident(split_part(o, '=', 1)), ', ') from unnest(a.attoptions) o))
    from relation r join pg_attribute a on a.attrelid = r.oid
    where r.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attoptions is not null
    union all
    select false, format('column %s of view %s has a default, and is to have none', a.attname, r.relname),
        format('alter view adapt.%I alter column %I drop default', r.relname, a.attname)
    from relation r
    join pg_attrdef d on d.adrelid = r.oid
    join pg_attribute a on a.attrelid = r.oid and a.attnum = d.adnum
    where r.relkind = 'v'
    union all
    select false, format('table %s is marked to be clustered by index %s', r.relname, x.indexrelid::regclass),
        format('alter table adapt.%I set without cluster', r.relname)
    from relation r join pg_index x on x.indrelid = r.oid where x.indisclustered
    union all
    -- That of a constraint; others are compared whole.
    select false, format('index %s of table %s is set otherwise than adapt does: %s', i.relname, r.relname,
            array_to_string(i.reloptions, ', ')),
        format('alter index adapt.%I reset (%s)', i.relname,
            (select string_agg(quote_ident(split_part(o, '=', 1)), ', ') from unnest(i.reloptions) o))
    from relation r
    join pg_constraint c on c.conrelid = r.oid and c.contype in ('p', 'u', 'x')
    join pg_class i on i.oid = c.conindid
    where i.reloptions is not null
    union all
    select false, format('column %s of index %s has a target of its own for statistics', a.attnum, i.relname),
        format('alter index adapt.%I alter column %s set statistics -1', i.relname, a.attnum)
    from relation r
    join pg_index x on x.indrelid = r.oid
    join pg_class i on i.oid = x.indexrelid
    join pg_attribute a on a.attrelid = i.oid
    where coalesce(a.attstattarget, -1) <> -1
    union all
    -- What is said of things may be anything else, or nothing.
    select false, format('comment on %s %s holds a backslash', k.kind, o.identity),
        format('comment on %s %s is null', k.kind, o.identity)
    from pg_description d
    cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) o
    cross join lateral (select case when o.type like '% column' then 'column' when o.type = 'table constraint' then 'constraint'
        else o.type end as kind) k
    where d.description like '%\\%'
        and (o.schema = 'adapt' or d.classoid = 'pg_namespace'::regclass and o.identity = 'adapt'
            or d.classoid = 'pg_extension'::regclass and o.identity = 'pg_trgm'
            or d.classoid in ('pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_constraint'::regclass)
                and o.identity like '% on adapt.%')
        -- A backup holds nothing that is said of what comes with an extension.
        and not exists (select from pg_depend e
            where e.classid = d.classoid and e.objid = d.objoid and e.deptype = 'e'))
select f.fault, f.what, array[f.change] as statements,
    case when not f.fault then '{}; or leave it, and restore with --trusted' end as fix, true as is_change
from found f order by 1 desc, 2

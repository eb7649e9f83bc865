-- What the scripts make and somebody can take away, change or add to: as the other queries of the doctor.

-- name: kept
-- Triggers that keep what was recorded, and $1 to $3 those that the scripts make besides: name, table, and the rest of the
-- statement. What fires otherwise, or calls something else, keeps nothing.
with wanted as (
    select k.table_name, k.trigger_name, k.made_as, true as is_kept from adapt.kept_table k
    union all
    select m.table_name, m.name, m.made_as, false from unnest($1::text[], $2::text[], $3::text[]) m(name, table_name, made_as)),
said as (
    select w.*, split_part(w.made_as, ' on ', 1) as events, substring(w.made_as from 'execute function (.*)$') as call
    from wanted w),
compared as (
    select s.table_name, s.trigger_name, s.is_kept, t.oid is not null as is_there,
        (t.tgtype::integer, p.proname::text, p.pronamespace, t.tgqual is not null, t.tgnargs::integer) is not distinct from (
            (s.made_as ~ ' for each row ')::integer + 2 * (s.events ~ '^before ')::integer + 4 * (s.events ~ ' insert')::integer
                + 8 * (s.events ~ ' delete')::integer + 16 * (s.events ~ ' update')::integer
                + 32 * (s.events ~ ' truncate')::integer,
            split_part(s.call, '(', 1), 'adapt'::regnamespace::oid, s.made_as ~ ' when [(]',
            (length(s.call) - length(replace(s.call, '''', ''))) / 2) as is_so
    from said s
    left join pg_trigger t on t.tgrelid = to_regclass('adapt.' || s.table_name) and t.tgname = s.trigger_name
    left join pg_proc p on p.oid = t.tgfoid)
select true as fault, format('trigger %s of table %s %s', c.trigger_name, c.table_name,
        case when c.is_there then 'does not do what adapt''s does' else 'is missing' end) as what,
    'adapt db migrate --again' as fix
from compared c
where case when c.is_there then not c.is_so else c.is_kept end
order by 2

-- name: made
-- $1 and $2: constraints and indexes that the scripts make, and the statement for each; $3 and $4: triggers, and the table
-- of each; $5: functions that every migration makes; $6: views; $7 and $8: functions that one migration makes, and the
-- statement for each. What orders or compares words without strokes stands and falls with its extension. In the order in
-- which one needs the other.
with missing(rank, what, statements, fix) as (
    select case when m.statement ~ ' (primary key|unique) ' then 2 else 3 end, format('constraint or index %s is missing', m.name),
        array[m.statement], null
    from unnest($1::text[], $2::text[]) m(name, statement)
    where not exists (select from pg_constraint c where c.connamespace = 'adapt'::regnamespace and c.conname = m.name)
        and not exists (select from pg_class c where c.relnamespace = 'adapt'::regnamespace and c.relkind = 'i' and c.relname = m.name)
        and (m.statement not like '%gin_trgm_ops%' or exists (select from pg_extension
            where extname = 'pg_trgm' and extnamespace = 'adapt'::regnamespace))
    union all
    select 3, format('trigger %s of table %s is missing', m.name, m.table_name), '{}', 'adapt db migrate --again'
    from unnest($3::text[], $4::text[]) m(name, table_name)
    where not exists (select from pg_trigger t where t.tgrelid = to_regclass('adapt.' || m.table_name) and t.tgname = m.name)
    union all
    select 1, format('function %s is missing', m.name), '{}', 'adapt db migrate --again'
    from unnest($5::text[]) m(name)
    where not exists (select from pg_proc p where p.pronamespace = 'adapt'::regnamespace and p.proname = m.name)
    union all
    select 0, format('function %s is missing', m.name), array[m.statement], null
    from unnest($7::text[], $8::text[]) m(name, statement)
    where not exists (select from pg_proc p where p.pronamespace = 'adapt'::regnamespace and p.proname = m.name)
    union all
    select 1, format('view %s is missing', m.name), '{}', 'adapt db migrate --again'
    from unnest($6::text[]) m(name)
    where to_regclass('adapt.' || m.name) is null)
select true as fault, m.what, m.statements, m.fix from missing m order by m.rank, m.what

-- name: functions
-- $1 to $8: functions that the scripts make, what each does, whether it has its owner's rights, the statement that makes
-- it where not every migration does, what of its results stays (`i` always, `s` within a statement), whether it may run in
-- several processes (`s`: yes), what is set for it, and what it does where an extension is not to be had. One that does
-- something else beside one that does that is somebody else's; the scripts speak of functions by their names alone.
with made as (
    select * from unnest($1::text[], $2::text[], $3::boolean[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
        m(name, body, is_definer, statement, volatility, parallel, settings, otherwise)),
found as (
    select p.proname, oidvectortypes(p.proargtypes) as types, m.statement,
        -- What was pasted from a line has other blanks.
        btrim(regexp_replace(p.prosrc, '\s+', ' ', 'g')) in (btrim(regexp_replace(m.body, '\s+', ' ', 'g')), m.otherwise)
            and (p.prosecdef, p.provolatile::text) = (m.is_definer, m.volatility) as is_so,
        -- What the scripts say nothing of is as PostgreSQL has it then.
        (p.proparallel::text, p.proisstrict, p.proleakproof, p.procost, p.prorows)
            = (m.parallel, false, false, 100, case when p.proretset then 1000 else 0 end)
            and coalesce((select string_agg(c, '; ' order by c collate "C") from unnest(p.proconfig) c), '') = m.settings as is_set,
        format('alter function adapt.%I(%s) set schema public', p.proname, pg_get_function_identity_arguments(p.oid)) as change
    from pg_proc p join made m on m.name = p.proname
    where p.pronamespace = 'adapt'::regnamespace)
select true as fault,
    case when x.is_beside then format('function %s(%s) is not adapt''s: it keeps adapt db migrate from making %1$s anew',
            f.proname, f.types)
        when f.is_so then format('function %s is set otherwise than adapt does', f.proname)
        else format('function %s does not do what adapt''s does', f.proname) end as what,
    case when x.is_beside then array[f.change] when f.statement <> '' then array[f.statement] else '{}'::text[] end as statements,
    case when not x.is_beside and f.statement = '' then 'adapt db migrate --again' end as fix
from found f
cross join lateral (
    select not f.is_so and exists (select from found o where o.proname = f.proname and o.is_so) as is_beside) x
where not (f.is_so and f.is_set)
order by x.is_beside desc, 2

-- name: added
-- What is in the schema besides: a restore takes nothing that the scripts do not make. $1: constraints and indexes that they
-- make; $2 and $3: triggers, and the table of each; $4: functions; $5: views; $6: tables; $7 and $8: columns, and the
-- table of each, none where those are not known.
with relation as (
    select c.oid, c.relname::text as name, c.relkind, c.relname = any($5::text[] || $6::text[]) as is_ours
    from pg_class c where c.relnamespace = 'adapt'::regnamespace),
added(name, change, is_in_the_way) as (
    select format('%s %s', k.kind, r.name), format('alter %s adapt.%I set schema public', k.kind, r.name), null
    from relation r
    join (values ('r', 'table'), ('p', 'table'), ('v', 'view'), ('m', 'materialized view'), ('f', 'foreign table'),
        ('S', 'sequence')) k(relkind, kind) on k.relkind::"char" = r.relkind
    -- A sequence of a column goes with its table.
    where not r.is_ours and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = r.oid
        and d.deptype in ('a', 'i') and r.relkind = 'S')
    union all
    select format('column %s of table %s', a.attname, r.name), format('alter table adapt.%I drop column %I', r.name, a.attname),
        -- Rows of it are said by place in functions.
        case when r.name = 'weekly_reach' then 'keeps earlier weeks from being told'
            when a.attnotnull and not a.atthasdef and a.attidentity = '' then 'keeps everything from being recorded there' end
    from pg_attribute a join relation r on r.oid = a.attrelid and r.is_ours and r.relkind = 'r'
    where a.attnum > 0 and not a.attisdropped and r.name not in ('migration', 'schema_state') and $7::text[] <> '{}'
        and not exists (select from unnest($7::text[], $8::text[]) m(name, table_name) where (m.name, m.table_name) = (a.attname, r.name))
    union all
    select format('function %s(%s)', p.proname, oidvectortypes(p.proargtypes)), format('alter routine adapt.%I(%s) set schema public',
        p.proname, pg_get_function_identity_arguments(p.oid)), null
    from pg_proc p
    -- Those of what counts are named for their table.
    where p.pronamespace = 'adapt'::regnamespace and p.proname <> all($4::text[])
        and p.proname not in (select r.name || '_live' from relation r where r.is_ours)
        and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
    union all
    select format('type %s', t.typname), format('alter type adapt.%I set schema public', t.typname), null
    from pg_type t left join pg_class c on c.oid = t.typrelid
    where t.typnamespace = 'adapt'::regnamespace
        and (t.typtype in ('d', 'e', 'r') or c.relkind = 'c' or t.typtype = 'b' and t.typcategory <> 'A')
        and not exists (select from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
    union all
    -- Of these kinds the scripts make none.
    select format('%s %s', o.type, coalesce(o.name, o.identity)), format('alter %s %s set schema public', o.type, o.identity), null
    from pg_depend n cross join lateral pg_identify_object(n.classid, n.objid, 0) o
    where n.refclassid = 'pg_namespace'::regclass and n.refobjid = 'adapt'::regnamespace
        and n.classid = any(array['pg_operator', 'pg_opclass', 'pg_opfamily', 'pg_collation', 'pg_conversion', 'pg_ts_config',
            'pg_ts_dict', 'pg_ts_parser', 'pg_ts_template']::regclass[])
        and not exists (select from pg_depend d where d.classid = n.classid and d.objid = n.objid and d.deptype = 'e')
    union all
    select format('extension %s', e.extname), format('alter extension %I set schema public', e.extname), null
    from pg_extension e where e.extnamespace = 'adapt'::regnamespace and e.extname <> 'pg_trgm'
    union all
    select format('constraint %s of table %s', c.conname, r.name), format('alter table adapt.%I drop constraint %I', r.name, c.conname), null
    from pg_constraint c join relation r on r.oid = c.conrelid and r.is_ours
    -- Those of the ledger have no names in it.
    where c.contype in ('c', 'f', 'p', 'u', 'x') and c.conname <> all($1::text[]) and r.name not in ('migration', 'schema_state')
    union all
    select format('index %s of table %s', i.name, r.name), format('drop index adapt.%I', i.name), null
    from pg_index x join relation i on i.oid = x.indexrelid join relation r on r.oid = x.indrelid and r.is_ours
    where i.name <> all($1::text[])
        and not exists (select from pg_constraint c where c.conindid = i.oid and c.contype in ('p', 'u', 'x'))
    union all
    select format('trigger %s of table %s', t.tgname, r.name), format('drop trigger %I on adapt.%I', t.tgname, r.name), null
    from pg_trigger t join relation r on r.oid = t.tgrelid and r.is_ours
    where not t.tgisinternal and t.tgname not in (r.name || '_append_only', r.name || '_of_its_operation')
        and not exists (select from unnest($2::text[], $3::text[]) m(name, table_name) where (m.name, m.table_name) = (t.tgname, r.name))
    union all
    select format('rule %s of table %s', w.rulename, r.name), format('drop rule %I on adapt.%I', w.rulename, r.name),
        -- 3 is an insert: the command that records is told that all went well.
        case when w.is_instead and w.ev_type = '3' then 'what is to be recorded there is lost, or goes elsewhere' end
    from pg_rewrite w join relation r on r.oid = w.ev_class and r.is_ours where w.rulename <> '_RETURN'
    union all
    select format('policy %s of table %s', p.polname, r.name), format('drop policy %I on adapt.%I', p.polname, r.name), null
    from pg_policy p join relation r on r.oid = p.polrelid and r.is_ours
    where p.polname not in ('everyone_reads', 'own_markets')
    union all
    select format('statistics %s', s.stxname), format('drop statistics adapt.%I', s.stxname), null
    from pg_statistic_ext s where s.stxnamespace = 'adapt'::regnamespace)
select a.is_in_the_way is not null as fault,
    format('%s is not adapt''s: %s', a.name, coalesce(a.is_in_the_way, 'a backup with it comes back only with --trusted')) as what,
    array[a.change] as statements,
    case when a.is_in_the_way is null then '{}; or leave it, and restore with --trusted' end as fix, a.name,
    format('adapt db psql -c ''%s''', replace(a.change, '''', '''\''''')) as command
from added a
order by 2

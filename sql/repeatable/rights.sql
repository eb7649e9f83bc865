-- Who may do what. Roles are of the whole server and have no login: an administrator grants one of them to a person.

create or replace function make_roles() returns void language plpgsql set search_path from current as $$
declare
    name text;
    purpose text;
begin
    for name, purpose in values
        ('adapt_read', 'may read every adapt catalogue of this server'),
        ('adapt_import', 'may read, and import figures'),
        ('adapt_edit', 'may read, import figures and edit the catalogue'),
        ('adapt_owner', 'may migrate adapt databases that it owns')
    loop
        continue when exists (select from pg_roles where rolname = name);
        begin
            execute format('create role %I nologin', name);
            execute format('comment on role %I is %L', name, purpose);
        exception
            when insufficient_privilege then raise notice 'role %: %', name, sqlerrm;
            -- Another database of the server was migrated at the same moment.
            when duplicate_object or unique_violation then null;
        end;
    end loop;
end $$;
comment on function make_roles is 'Makes the roles that are missing, where the migrating user may; else the administrator does (adapt db roles --sql)';

create or replace function grant_rights() returns void language plpgsql set search_path from current as $$
declare
    role text;
    relation record;
begin
    revoke all on all tables in schema adapt from public;
    revoke create on schema adapt from public;
    for role in select distinct r.role_name from table_right r join pg_roles p on p.rolname = r.role_name loop
        -- An owner's own rights are left alone: foreign keys are checked with them. Triggers keep its facts.
        continue when exists (select from pg_class c join pg_roles p on p.oid = c.relowner
            where c.oid = 'operation'::regclass and p.rolname = role);
        execute format('grant usage on schema adapt to %I', role);
        execute format('revoke all on all tables in schema adapt from %I', role);
        execute format('revoke all on all sequences in schema adapt from %I', role);
        for relation in
            -- Whoever adds no rows to a table, uses up none of its keys.
            select s.relname, case when r.verbs like '%insert%' then 'select, usage' else 'select' end as verbs
            from pg_class s
            join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass and d.deptype = 'i'
            join pg_class t on t.oid = d.refobjid
            join table_right r on r.table_name = t.relname and r.role_name = role
            where s.relnamespace = 'adapt'::regnamespace and s.relkind = 'S'
        loop
            execute format('grant %s on sequence adapt.%I to %I', relation.verbs, relation.relname, role);
        end loop;
        for relation in
            select c.relname, coalesce(r.verbs, 'select') as verbs
            from pg_class c
            left join table_right r on r.table_name = c.relname and r.role_name = role
            where c.relnamespace = 'adapt'::regnamespace and (c.relkind = 'v' or c.relkind = 'r' and r.verbs is not null)
        loop
            execute format('grant %s on adapt.%I to %I', relation.verbs, relation.relname, role);
        end loop;
    end loop;
end $$;
comment on function grant_rights is 'Gives each role that exists the rights of table_right, and takes all others';

create or replace function may_edit_market(market text) returns boolean language sql stable
    set search_path from current as $$
    -- Who has logged in, and whose part is played (set role): neither may be limited to others.
    select bool_and(limits.markets is null or coalesce(market = any(limits.markets), false))
    from unnest(array[session_user, current_user]) u(name)
    join pg_roles r on r.rolname = u.name
    cross join lateral (
        select array_agg(m.market_code) as markets
        from editor_market m join pg_roles g on g.rolname = m.role_name
        where not r.rolsuper and pg_has_role(r.oid, g.oid, 'member')) limits
$$;
comment on function may_edit_market is 'Whether the user, by login and by role, may change editions of a market; one who is not limited may change all';

create or replace function may_edit(series_id integer, edition_id integer) returns boolean language sql stable
    set search_path from current as $$
    -- The market that it has now: a move that was taken back counts only where nothing else is left. An edition that is
    -- just being registered has no state yet, which its own row decides.
    select coalesce((select may_edit_market(x.market_code) from edition_state x
        where x.series_id = $1 and x.edition_id = $2
        order by exists (select from undone u where u.operation_id = x.operation_id and u.until = 9223372036854775807),
            x.revision desc
        limit 1), true)
$$;
comment on function may_edit is 'Whether the current user may change an edition';

create or replace function may_edit_creative(series_id integer, creative_id integer) returns boolean language sql stable
    set search_path from current as $$
    -- One that is just being added is not seen yet; its own row decides.
    select coalesce((select may_edit(c.series_id, c.edition_id) from creative c
        where c.series_id = $1 and c.creative_id = $2), true)
$$;
comment on function may_edit_creative is 'Whether the current user may change the edition that a creative promotes';

create or replace view limited_table as
    select c.relname::text as table_name
    from pg_class c
    join pg_attribute s on s.attrelid = c.oid and s.attname = 'series_id' and s.attnotnull
    join pg_attribute e on e.attrelid = c.oid and e.attnotnull
        and (e.attname = 'edition_id' or e.attname = 'creative_id' and c.relname <> 'creative')
    join table_right r on r.table_name = c.relname and r.role_name = 'adapt_edit' and r.verbs = 'select, insert'
    where c.relnamespace = 'adapt'::regnamespace and c.relkind = 'r' and c.relname not in ('joint_member', 'edition');
comment on view limited_table is 'Tables of what is said of editions and their creatives, which a limit to markets is about';
comment on column limited_table.table_name is 'Table';

create or replace view limited_policy as
    select t.table_name, p.policy_name, p.command, p.condition, x.policyname is not null as is_there,
        -- One by one: rows that are compared PostgreSQL writes otherwise once it has read what it wrote, and a backup of
        -- a catalogue that was restored would not be as adapt makes it.
        x.permissive is not distinct from 'PERMISSIVE' and x.roles is not distinct from array['public'::name]
            and x.cmd is not distinct from p.command and coalesce(x.qual, x.with_check) is not distinct from p.condition as is_so
    from limited_table t
    cross join lateral (values
        ('everyone_reads', 'SELECT', 'true'),
        ('own_markets', 'INSERT', case
            when t.table_name = 'edition_state' then '(may_edit(series_id, edition_id) AND may_edit_market(market_code))'
            when t.table_name in ('creative_state', 'creative_beat') then 'may_edit_creative(series_id, creative_id)'
            else 'may_edit(series_id, edition_id)' end)) p(policy_name, command, condition)
    left join pg_policies x on x.schemaname = 'adapt' and x.tablename = t.table_name and x.policyname = p.policy_name;
comment on view limited_policy is 'Policies of those tables, as they are to be, and whether they are so';
comment on column limited_policy.table_name is 'Table';
comment on column limited_policy.policy_name is 'Policy';
comment on column limited_policy.command is 'Statements that it is about';
comment on column limited_policy.condition is 'What a row must fulfil, as PostgreSQL writes it where schema adapt is looked in first';
comment on column limited_policy.is_there is 'Whether the table has a policy of this name';
comment on column limited_policy.is_so is 'Whether that says the same, of everybody';

do $$
declare
    name text;
    policy text;
    command text;
    condition text;
begin
    -- In force where somebody is limited (limit_editor): until then they cost nothing. One that is so stays: making it
    -- waits for everybody who reads the table.
    for name, policy, command, condition in
        select p.table_name, p.policy_name, p.command, p.condition from limited_policy p where not p.is_so
    loop
        execute format('drop policy if exists %I on adapt.%I', policy, name);
        execute format('create policy %I on adapt.%I for %s %s (%s)', policy, name, command,
            case command when 'SELECT' then 'using' else 'with check' end, condition);
        if exists (select from editor_market) then
            execute format('alter table adapt.%I enable row level security', name);
        end if;
    end loop;
end $$;

create or replace function why_unlimited(editor text) returns text language sql stable
    set search_path from current as $$
    select case
        when r.oid is null then 'is not on this server'
        when r.rolsuper then 'is a superuser'
        when r.rolbypassrls then 'passes by row-level security'
        when pg_has_role(r.oid, c.relowner, 'usage') then 'has all rights of the tables'' owner'
        when not exists (select from pg_roles u left join pg_roles e on e.rolname = 'adapt_edit'
            where pg_has_role(u.oid, r.oid, 'member') and not u.rolsuper and not u.rolbypassrls
                and not pg_has_role(u.oid, c.relowner, 'usage')
                and (has_table_privilege(u.oid, c.oid, 'insert') or pg_has_role(u.oid, e.oid, 'member')))
            then 'changes no editions under a limit: nobody whom one would hold has adapt_edit by it'
    end
    from pg_class c left join pg_roles r on r.rolname = $1
    where c.oid = 'decision'::regclass
$$;
comment on function why_unlimited is 'Why a limit of a role to markets would hold nobody; null: it would hold';

create or replace function limit_editor(editor text, markets text[]) returns void language plpgsql
    set search_path from current as $$
declare
    name text;
    verb text;
begin
    delete from editor_market m where m.role_name = editor;
    insert into editor_market (role_name, market_code) select editor, unnest(markets);
    verb := case when exists (select from editor_market) then 'enable' else 'disable' end;
    for name in select table_name from limited_table loop
        execute format('alter table adapt.%I %s row level security', name, verb);
    end loop;
end $$;
comment on function limit_editor is 'Lets a role change editions of some markets only; with no market: of all again';

select make_roles();
select grant_rights();

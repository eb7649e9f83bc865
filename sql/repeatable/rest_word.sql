-- What rests on an operation: uses of the elements and terms that it added, named or merged.

create or replace function term_wording(cut bigint)
    returns table (term_id integer, meant_id integer, word text, operation_id bigint) language sql stable as $$
    select t.term_id, t.meant_id, fold(l.label), l.operation_id
    from term_as_of(cut) t join term_label_live(cut) l on l.term_id = t.term_id
    union all
    select t.term_id, t.meant_id, w.word, c.operation_id
    from term_as_of(cut) t
    join term_code_live(cut) c on c.term_id = t.term_id
    cross join lateral (values (c.code), (t.vocabulary || ':' || c.code)) w(word)
$$;
comment on function term_wording is 'Every word that names a term as of an operation, folded: its labels and codes, with who said so';

create or replace function rests_on_words(base bigint, cut bigint, most bigint)
    returns table (operation_id bigint, what text) language sql stable set search_path from current as $$
    with cut(now) as (select $2),
    names as not materialized (select e.series_id, e.edition_id, s.code || '/' || e.code as name
              from edition e join series s on s.series_id = e.series_id)
    select y.operation_id, format('uses element "%s"', p.path)
    from cut, element e join element_path p using (element_id, operation_id) cross join lateral decision_live(now) y
    where e.operation_id = base and y.element_id = e.element_id and y.operation_id > base
    union all
    select y.operation_id, format('says more of element "%s"', p.path)
    from cut, (select element_id from element where operation_id = base
            union select element_id from element_state where operation_id = base) x
    cross join lateral (select * from element_state_live(now) y where y.element_id = x.element_id offset 0) y
    join lateral (select p.path from element_path_live(now) p where p.element_id = x.element_id
                  order by p.operation_id desc limit 1) p on true
    where y.operation_id > base
    union all
    -- What was said since is of the vocabulary that the element was given, or lost.
    select y.operation_id, format('decides "%s" by the vocabulary that it has since', p.path)
    from cut, element_state x
    cross join lateral (select * from decision_live(now) y where y.element_id = x.element_id and y.state = 'value') y
    join lateral (select p.path from element_path_live(now) p where p.element_id = x.element_id
                  order by p.operation_id desc limit 1) p on true
    where x.operation_id = base and y.operation_id > base and x.vocabulary is distinct from (
        select e.vocabulary from element_as_of(base - 1) e where e.element_id = x.element_id)
    union all
    select y.operation_id, format('names element "%s" anew', x.path)
    from cut, element_path x cross join lateral element_path_live(now) y
    where x.operation_id = base and y.element_id = x.element_id and y.operation_id > base
    union all
    select y.operation_id, format('uses term "%s:%s"', t.vocabulary, c.code)
    from cut, term t join term_code c using (term_id, operation_id)
    cross join lateral (select operation_id from decision_live(now) a where a.term_id = t.term_id
        union all select operation_id from term_label_live(now) a where a.term_id = t.term_id
        union all select operation_id from term_evidence_live(now) a where a.term_id = t.term_id
        union all select operation_id from term_merger_live(now) a where t.term_id in (a.term_id, a.into_id)) y
    where t.operation_id = base and y.operation_id > base
    union all
    select y.operation_id, format('names term "%s" anew', x.code)
    from cut, term_code x cross join lateral term_code_live(now) y
    where x.operation_id = base and y.term_id = x.term_id and y.operation_id > base
    union all
    -- What names a term that took in another may mean what the other said.
    select y.operation_id, format(y.does, t.vocabulary || ':' || w.code)
    from cut, term_merger x
    cross join lateral (select a.operation_id, 'merges term "%s" too' as does from term_merger_live(now) a
            where a.term_id in (x.term_id, x.into_id) or a.into_id in (x.term_id, x.into_id)
        union all select a.operation_id, 'names term "%s" anew' from term_code_live(now) a where a.term_id = x.into_id
        union all select a.operation_id, 'labels term "%s"' from term_label_live(now) a where a.term_id = x.into_id) y
    join term t on t.term_id = x.into_id
    cross join lateral (select c.code from term_code_live(now) c where c.term_id = t.term_id
                        order by c.operation_id desc limit 1) w
    where x.operation_id = base and y.operation_id > base
    union all
    -- Words that named what was given up have meant the other since, and would go on saying so.
    select y.operation_id, format('decides "%s" of "%s" by the word "%s"', e.path, n.name, y.value)
    from cut, term_merger x
    cross join lateral (select * from decision_live(now) y where y.term_id = x.into_id offset 0) y
    cross join lateral element_as_of(now) e
    join names n on n.series_id = y.series_id and n.edition_id = y.edition_id
    where x.operation_id = base and y.operation_id > base and e.element_id = y.element_id
        and fold(y.value) in (select w.word from term_wording(now) w
            where w.term_id in (select m.term_id from term_as_of(base - 1) m where m.meant_id = x.term_id))
    union all
    -- The same of a label, unless the term has that name otherwise too.
    select y.operation_id, format('decides "%s" of "%s" by the word "%s"', e.path, n.name, y.value)
    from cut, term_label x
    join term_as_of(now) m on m.term_id = x.term_id
    cross join lateral (select * from decision_live(now) y
                        where y.term_id in (x.term_id, m.meant_id) and fold(y.value) = fold(x.label) offset 0) y
    cross join lateral element_as_of(now) e
    join names n on n.series_id = y.series_id and n.edition_id = y.edition_id
    where x.operation_id = base and y.operation_id > base and e.element_id = y.element_id
        and not exists (select from term_wording(now) w
            where w.meant_id = m.meant_id and w.word = fold(x.label) and w.operation_id <> base)
    limit $3
$$;
comment on function rests_on_words is 'Later operations that use elements or terms as an operation named them';

create or replace function rests_on_vocabularies(base bigint, cut bigint, most bigint)
    returns table (operation_id bigint, what text) language sql stable set search_path from current as $$
    with cut(now) as (select $2)
    -- Taken back, it lets count what an edition had said before, brought again, what it said itself: a value that may be
    -- no term of the vocabulary which the element was given while nothing said it.
    select y.operation_id, format('gives element "%s" another vocabulary', p.path)
    from cut
    cross join lateral (select * from element_state_live(now) y where y.operation_id > base offset 0) y
    cross join lateral (
        select from revision r
        join decision d using (series_id, edition_id, revision)
        left join lateral (
            select b.state from decision_live(now) b
            where b.series_id = d.series_id and b.edition_id = d.edition_id and b.element_id = d.element_id
                and b.revision < d.revision
            order by b.revision desc limit 1) b on true
        where r.operation_id = base and d.element_id = y.element_id
            and case when exists (select from undone u
                    where u.operation_id = base and u.since <= now and now <= u.until) then d.state in ('value', 'keep')
                else d.state <> 'value' and b.state in ('value', 'keep') end
        limit 1) d
    join lateral (select p.path from element_path_live(now) p where p.element_id = y.element_id
                  order by p.operation_id desc limit 1) p on true
    where y.vocabulary is distinct from (
            select e.vocabulary from element_as_of(y.operation_id - 1) e where e.element_id = y.element_id)
        and (select e.vocabulary from element_as_of(now) e where e.element_id = y.element_id)
            is distinct from (select e.vocabulary from element_as_of(base) e where e.element_id = y.element_id)
    limit $3
$$;
comment on function rests_on_vocabularies is 'Later operations that gave another vocabulary to an element of which editions say something else without an operation';

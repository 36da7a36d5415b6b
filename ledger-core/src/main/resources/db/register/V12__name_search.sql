-- People are found by any word of their name, however it is typed: without accents, ligatures, hyphens and capitals, in any
-- order. The database keeps this index itself, so that whatever enters, changes or erases a name has entered, changed or
-- erased its words. No extension is needed: a managed server may have none.

-- The collation is one that PostgreSQL brings along: the same capitals and letters on every machine, whatever its locale.
create function register.folded(text text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(
        replace(replace(replace(replace(replace(
            translate(
                lower(regexp_replace(
                    normalize(text, nfkd),
                    '[\u00ad\u0300-\u036f\u0483-\u0489\u061c\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]',
                    '', 'g') collate "pg_c_utf8"),
                'øđðħıłŋŧς', 'oddhilntσ'),
            'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'þ', 'th'), 'ĳ', 'ij'),
        '[''’‘ʼʹ′`´]', '''', 'g');

-- The words of what somebody typed; none of them twice.
create function register.words_typed(typed text) returns text[]
    language sql immutable strict parallel safe
    return array(
        select distinct word
          from regexp_split_to_table(register.folded(typed) collate "pg_c_utf8", '[^[:alnum:]]+') as word
         where word <> '');

-- The words of a name. One with a hyphen or an apostrophe has its parts and the whole: jean, paul, jeanpaul.
create function register.words_of(name text) returns text[]
    language sql immutable strict parallel safe
    return array(
        select unnest(register.words_typed(name))
        union
        select unnest(register.words_typed(
            regexp_replace(register.folded(name) collate "pg_c_utf8", '(?<=[[:alnum:]])[''\-‐‑](?=[[:alnum:]])', '', 'g'))));

create table register.person_word (
    word    text collate "C" not null,
    account text collate "C" not null,
    primary key (word, account)
);

-- What one of many hits is called besides: the rarest of several words is read, the others are looked up here.
create index person_word_account on register.person_word (account, word);

create function register.index_person() returns trigger
    language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        delete from register.person_word where account = old.account;
    end if;
    if tg_op <> 'DELETE' then
        insert into register.person_word (word, account)
        select word, new.account from unnest(register.words_of(new.name)) as word where octet_length(word) <= 500;
    end if;
    return null;
end
$$;

create trigger person_indexed after insert or delete or update of name, account on register.person
    for each row execute function register.index_person();

insert into register.person_word (word, account)
select word, account from register.person, unnest(register.words_of(name)) as word where octet_length(word) <= 500;

drop index register.person_name;

-- Numbers are found without their dashes, accounts by their beginning.
create index person_by_number on register.person ((replace(account, '-', '') collate "C"));
create index card_by_number on register.card ((replace(card, '-', '')));

-- How "nom110000 zoé" is searched among 100 000 people: the rarest word is read from the index, then looked up; no name is
-- read.
--
--   explain select account from view.account
--    where account in (select account from register.person_word where word >= 'nom110000' and word < 'nom110000' || chr(1114111))
--      and account in (select account from register.person_word where word >= 'zoe' and word < 'zoe' || chr(1114111))
--    order by account limit 21;
--
--   Limit
--     ->  Sort
--           Sort Key: account.account COLLATE "C"
--           ->  Nested Loop Semi Join
--                 ->  Nested Loop
--                       ->  HashAggregate
--                             Group Key: person_word.account
--                             ->  Index Only Scan using person_word_pkey on person_word
--                                   Index Cond: ((word >= 'nom110000') AND (word < 'nom110000…'))
--                       ->  Index Only Scan using account_pkey on account
--                             Index Cond: (account = person_word.account)
--                 ->  Index Only Scan using person_word_account on person_word person_word_1
--                       Index Cond: ((account = account.account) AND (word >= 'zoe') AND (word < 'zoe…'))

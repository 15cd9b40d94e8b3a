-- one row per response that counts and attribute in which the respondent says otherwise than the roster
with

-- a department is read as the team where no column asks for one; it may still mean the division
team_columns as (
    select distinct upload from question where attribute = 'team' and role in ('attribute', 'metadata')
),

compared as (
    select
        current_responses.upload,
        current_responses.row,
        current_responses.division as stated_division,
        current_responses.team as stated_team,
        current_responses.role as stated_role,
        current_responses.location as stated_location,
        stg_roster.division,
        stg_roster.team,
        stg_roster.role,
        stg_roster.location
    from current_responses
    join stg_roster
        on stg_roster.cycle = current_responses.cycle
        and stg_roster.person = current_responses.roster_person
    where current_responses.cycle = $cycle
),

contradictions as (
    select upload, row, 'team' as attribute, stated_team as stated, team as listed
    from compared
    where
        stated_team <> team
        and not (
            stated_team is not distinct from division
            and upload not in (select upload from team_columns)
        )
    union all
    select upload, row, 'division', stated_division, division
    from compared
    where stated_division <> division
    union all
    select upload, row, 'role', stated_role, role
    from compared
    where stated_role <> role
    union all
    select upload, row, 'location', stated_location, location
    from compared
    where stated_location <> location
)

select
    contradictions.upload,
    upload.sheet,
    contradictions.row,
    upload.people_row,
    contradictions.attribute,
    stated.text as stated,
    listed.text as listed
from contradictions
join upload on upload.upload = contradictions.upload
join label as stated on stated.label = contradictions.stated
join label as listed on listed.label = contradictions.listed
order by contradictions.upload, contradictions.row

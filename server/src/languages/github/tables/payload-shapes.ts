// What the payloads of events look like, in short: names are texts; `#` is a number, `?` a boolean, `*` anything, `@name` a shape
// of the first table, `[]` a list of what follows, `{…}` an object with what stands in it. Source: the schemas of
// octokit/webhooks (2026-06-22) for the types, and the parameters in GitHub's webhook pages, as actions/languageservices has
// them (2026-08-05), for names that are newer. An event's payload is the union over its activity types.

/** Parts that several payloads have. */
export const shapes: Readonly<Record<string, string>> = {
  app: `
    client_id# created_at description events[] external_url html_url id# installations_count# name node_id owner@user
    permissions* slug updated_at
  `,
  auto_merge: 'commit_message commit_title enabled_by@user merge_method',
  branch_protection_rule: `
    admin_enforced? allow_deletions_enforcement_level allow_force_pushes_enforcement_level authorized_actor_names[]
    authorized_actors_only? authorized_dismissal_actors_only? create_protected? created_at
    dismiss_stale_reviews_on_push? id# ignore_approvals_from_contributors? linear_history_requirement_enforcement_level
    lock_allows_fork_sync* lock_branch_enforcement_level* merge_queue_enforcement_level name
    pull_request_reviews_enforcement_level repository_id# require_code_owner_review? require_last_push_approval?
    required_approving_review_count# required_conversation_resolution_level required_deployments_enforcement_level
    required_status_checks[] required_status_checks_enforcement_level signature_requirement_enforcement_level
    strict_required_status_checks_policy? updated_at
  `,
  check_run_deployment: `
    created_at description environment id# node_id original_environment performed_via_github_app@app
    production_environment* repository_url statuses_url task transient_environment* updated_at url
  `,
  check_run_pull_request: 'base{ref repo@repo_ref sha} head{ref repo@repo_ref sha} id# number# url',
  commit: `
    added[] author@committer committer@committer distinct? id message modified[] removed[] timestamp tree_id url
  `,
  commit_simple: 'author@committer committer@committer id message timestamp tree_id',
  committer: 'date email name username',
  deployment: `
    created_at creator@user description environment id# node_id original_environment payload*
    performed_via_github_app@app production_environment? ref repository_url sha statuses_url task
    transient_environment? updated_at url
  `,
  deployment_workflow_run: `
    actor@user artifacts_url cancel_url check_suite_id# check_suite_node_id check_suite_url conclusion created_at
    display_title event head_branch head_commit* head_repository@repository head_sha html_url id# jobs_url logs_url
    name node_id path previous_attempt_url pull_requests[]@check_run_pull_request
    referenced_workflows[]@referenced_workflow repository@repository rerun_url run_attempt# run_number# run_started_at
    status triggering_actor@user updated_at url workflow_id# workflow_url
  `,
  discussion: `
    active_lock_reason answer_chosen_at answer_chosen_by@user answer_html_url author_association body
    category@discussion_category comments# created_at html_url id# labels[]@label locked? node_id number#
    reactions@reactions repository_url state state_reason* timeline_url title updated_at user@user
  `,
  discussion_category: 'created_at description emoji id# is_answerable? name node_id repository_id# slug updated_at',
  enterprise: 'avatar_url created_at description html_url id# name node_id slug updated_at website_url',
  installation: 'id# node_id',
  issue: `
    active_lock_reason assignee@user assignees[]@user author_association body closed_at comments# comments_url
    created_at draft? events_url html_url id# issue_dependencies_summary{blocked_by* blocking* total_blocked_by*
    total_blocking*} issue_field_values[]{data_type* issue_field_id# issue_field_name multi_select_options[]{color* id#
    name} node_id single_select_option{color* id# name} value*} labels[]@label labels_url locked? milestone@milestone
    node_id number# performed_via_github_app@app pinned_comment{author_association* body body_html* body_text*
    created_at html_url id# issue_url minimized{reason*} node_id performed_via_github_app@app pin{pinned_at
    pinned_by@user} reactions@reactions updated_at url user@user} pull_request{diff_url html_url merged_at patch_url
    url} reactions@reactions repository_url state state_reason sub_issues_summary{completed* percent_completed* total*}
    timeline_url title type{color* created_at description id# is_enabled* name node_id updated_at} updated_at url
    user@user
  `,
  issue_comment: `
    author_association body created_at html_url id# issue_url minimized{reason*} node_id performed_via_github_app@app
    pin{pinned_at pinned_by@user} reactions@reactions updated_at url user@user
  `,
  label: 'color default? description id# name node_id url',
  license: 'html_url key name node_id spdx_id url',
  link: 'href',
  milestone: `
    closed_at closed_issues# created_at creator@user description due_on html_url id# labels_url node_id number#
    open_issues# state title updated_at url
  `,
  organization: `
    avatar_url description events_url hooks_url html_url id# issues_url login members_url node_id public_members_url
    repos_url url
  `,
  package_npm_metadata: `
    author* bin* bugs* commit_oid contributors[]* cpu[] deleted_by_id# dependencies* description dev_dependencies*
    directories* dist* engines* files[] git_head has_shrinkwrap? homepage id installation_command keywords[] license
    main maintainers[]* man* name node_version npm_user npm_version optional_dependencies* os[] peer_dependencies*
    published_via_actions? readme release_id# repository* scripts* version
  `,
  package_nuget_metadata: 'id* name value{branch commit type url}',
  project: 'body columns_url created_at creator@user html_url id# name node_id number# owner_url state updated_at url',
  project_card: `
    after_id# archived? column_id# column_url content_url created_at creator@user id# node_id note project_url
    updated_at url
  `,
  project_column: 'after_id# cards_url created_at id# name node_id project_url updated_at url',
  pull_request: `
    _links{comments@link commits@link html@link issue@link review_comment@link review_comments@link self@link
    statuses@link} active_lock_reason additions# allow_auto_merge* allow_update_branch assignee@user assignees[]@user
    author_association auto_merge@auto_merge base{label ref repo@repository sha user@user} body changed_files#
    closed_at comments# comments_url commits# commits_url created_at delete_branch_on_merge* deletions# diff_url draft?
    head{label ref repo@repository sha user@user} html_url id# issue_url labels[]@label locked? maintainer_can_modify?
    merge_commit_message* merge_commit_sha merge_commit_title* mergeable? mergeable_state merged? merged_at
    merged_by@user milestone@milestone node_id number# patch_url rebaseable? requested_reviewers[]@user
    requested_teams[]@team review_comment_url review_comments# review_comments_url squash_merge_commit_message*
    squash_merge_commit_title* stack{base{ref sha} id# number# position* size*} state statuses_url title updated_at url
    use_squash_pr_title_as_default* user@user
  `,
  pull_request_review: `
    _links{html@link pull_request@link} author_association body commit_id html_url id# node_id pull_request_url state
    submitted_at updated_at user@user
  `,
  pull_request_review_comment: `
    _links{html@link pull_request@link self@link} author_association body commit_id created_at diff_hunk html_url id#
    in_reply_to_id# line# node_id original_commit_id original_line# original_position# original_start_line# path
    position# pull_request_review_id# pull_request_url reactions@reactions side start_line# start_side subject_type
    updated_at url user@user
  `,
  reactions: '+1# -1# confused# eyes# heart# hooray# laugh# rocket# total_count# url',
  referenced_workflow: 'path ref sha',
  release: `
    assets[]@release_asset assets_url author@user body created_at discussion_url draft? html_url id# immutable*
    mentions_count# name node_id prerelease? published_at reactions@reactions tag_name tarball_url target_commitish
    updated_at upload_url url zipball_url
  `,
  release_asset: `
    browser_download_url content_type created_at digest* download_count# id# label name node_id size# state updated_at
    uploader@user url
  `,
  repo_ref: 'id# name url',
  repository: `
    allow_auto_merge? allow_forking? allow_merge_commit? allow_rebase_merge? allow_squash_merge? allow_update_branch?
    anonymous_access_enabled* archive_url archived? assignees_url blobs_url branches_url clone_url code_of_conduct{body
    html_url key name url} code_search_index_status{lexical_commit_sha lexical_search_ok*} collaborators_url
    comments_url commits_url compare_url contents_url contributors_url created_at* custom_properties* default_branch
    delete_branch_on_merge? deployments_url description disabled? downloads_url events_url fork? forks# forks_count#
    forks_url full_name git_commits_url git_refs_url git_tags_url git_url has_discussions? has_downloads? has_issues?
    has_pages? has_projects? has_pull_requests* has_wiki? homepage hooks_url html_url id# is_template?
    issue_comment_url issue_events_url issues_url keys_url labels_url language languages_url license@license
    master_branch merge_commit_message merge_commit_title merges_url milestones_url mirror_url name network_count#
    node_id notifications_url open_issues# open_issues_count# organization owner@user permissions{admin? maintain?
    pull? push? triage?} private? public? pull_request_creation_policy* pulls_url pushed_at* releases_url role_name
    security_and_analysis{advanced_security{status*} code_security{status*} dependabot_security_updates{status*}
    secret_scanning{status*} secret_scanning_ai_detection{status*} secret_scanning_delegated_alert_dismissal{status*}
    secret_scanning_delegated_bypass{status*} secret_scanning_delegated_bypass_options{reviewers{mode* reviewer_id#
    reviewer_type*}} secret_scanning_non_provider_patterns{status*} secret_scanning_push_protection{status*}} size#
    squash_merge_commit_message squash_merge_commit_title ssh_url stargazers# stargazers_count# stargazers_url
    starred_at statuses_url subscribers_count# subscribers_url subscription_url svn_url tags_url teams_url
    temp_clone_token* template_repository@repository topics[] trees_url updated_at url use_squash_pr_title_as_default?
    visibility watchers# watchers_count# web_commit_signoff_required?
  `,
  simple_pull_request: `
    _links{comments@link commits@link html@link issue@link review_comment@link review_comments@link self@link
    statuses@link} active_lock_reason assignee@user assignees[]@user author_association auto_merge@auto_merge
    base{label ref repo@repository sha user@user} body closed_at comments_url commits_url created_at diff_url draft?
    head{label ref repo@repository sha user@user} html_url id# issue_url labels[]@label locked? merge_commit_sha
    merged_at milestone@milestone node_id number# patch_url requested_reviewers[]@user requested_teams[]@team
    review_comment_url review_comments_url stack{base{ref sha} id# number# position* size*} state statuses_url title
    updated_at url user@user
  `,
  team: `
    deleted* description enterprise_id# html_url id# ldap_dn* members_url name node_id notification_setting
    organization_id# parent{description html_url id# members_url name node_id notification_setting permission privacy
    repositories_url slug url} permission privacy repositories_url slug type url
  `,
  user: `
    avatar_url email events_url followers_url following_url gists_url gravatar_id html_url id# login name node_id
    organizations_url received_events_url repos_url site_admin? starred_url subscriptions_url type url user_view_type
  `,
  workflow: 'badge_url created_at html_url id# name node_id path state updated_at url',
  workflow_run: `
    actor@user artifacts_url cancel_url check_suite_id# check_suite_node_id check_suite_url conclusion created_at
    display_title event head_branch head_commit@commit_simple head_repository@repository head_sha html_url id# jobs_url
    logs_url name node_id path previous_attempt_url pull_requests[]{base{ref repo@repo_ref sha} head{ref repo@repo_ref
    sha} id# number# url} referenced_workflows[]@referenced_workflow repository@repository rerun_url run_attempt#
    run_number# run_started_at status triggering_actor@user updated_at url workflow_id# workflow_url
  `,
};

/** What every payload has. */
export const commonPayload: string =
  'repository@repository organization@organization enterprise@enterprise installation@installation sender@user';

/** What payloads have besides. */
export const payloads: Readonly<Record<string, string>> = {
  branch_protection_rule: `
    action changes{admin_enforced{from?} allow_deletions_enforcement_level{from}
    allow_force_pushes_enforcement_level{from} authorized_actor_names{from[]} authorized_actors_only{from?}
    authorized_dismissal_actors_only{from?} dismiss_stale_reviews_on_push{from?}
    linear_history_requirement_enforcement_level{from} lock_allows_fork_sync{from*}
    lock_branch_enforcement_level{from*} pull_request_reviews_enforcement_level{from} require_code_owner_review{from?}
    require_last_push_approval{from*} required_approving_review_count{from#}
    required_conversation_resolution_level{from} required_deployments_enforcement_level{from}
    required_status_checks{from[]} required_status_checks_enforcement_level{from}
    signature_requirement_enforcement_level{from}} rule@branch_protection_rule
  `,
  check_run: `
    action check_run{app@app check_suite{after app@app before conclusion created_at deployment@check_run_deployment
    head_branch head_sha id# node_id pull_requests[]@check_run_pull_request repository@repository status updated_at
    url} completed_at conclusion deployment@check_run_deployment details_url external_id head_sha html_url id# name
    node_id output{annotations_count# annotations_url summary text title} pull_requests[]@check_run_pull_request
    started_at status url} requested_action{identifier}
  `,
  check_suite: `
    action check_suite{after app@app before check_runs_url conclusion created_at head_branch head_commit@commit_simple
    head_sha id# latest_check_runs_count# node_id pull_requests[]@check_run_pull_request rerequestable?
    runs_rerequestable? status updated_at url}
  `,
  create: 'description master_branch pusher_type ref ref_type',
  delete: 'pusher_type ref ref_type',
  deployment: 'action deployment@deployment workflow@workflow workflow_run@deployment_workflow_run',
  deployment_status: `
    action check_run{completed_at conclusion details_url external_id head_sha html_url id# name node_id started_at
    status url} deployment@deployment deployment_status{created_at creator@user deployment_url description environment
    environment_url id# log_url node_id performed_via_github_app@app repository_url state target_url updated_at url}
    workflow@workflow workflow_run@deployment_workflow_run
  `,
  discussion: `
    action answer{author_association body child_comment_count# created_at discussion_id# html_url id# node_id
    parent_id* reactions@reactions repository_url updated_at user@user} changes{body{from}
    category{from@discussion_category} new_discussion@discussion new_repository@repository title{from}}
    discussion@discussion label@label old_answer{author_association body child_comment_count# created_at discussion_id#
    html_url id# node_id parent_id* reactions@reactions repository_url updated_at user@user}
  `,
  discussion_comment: `
    action changes{body{from}} comment{author_association body child_comment_count# created_at discussion_id# html_url
    id# node_id parent_id# reactions@reactions repository_url updated_at user@user} discussion@discussion
  `,
  fork: 'forkee@repository',
  gollum: 'pages[]{action html_url page_name sha summary* title}',
  issue_comment: 'action changes{body{from}} comment@issue_comment issue@issue',
  issues: `
    action assignee@user changes{body{from} issue_field_value{from{id# option{color* description id# name}
    options[]{color* description id# name} value* value_id# value_ids*}} new_issue@issue new_repository@repository
    old_issue@issue old_repository@repository title{from}} issue@issue issue_field{field_type* id# name}
    issue_field_value{id# option{color* description id# name} options[]{color* description id# name} value* value_id#
    value_ids*} label@label milestone@milestone type{color* created_at description id# is_enabled* name node_id
    updated_at}
  `,
  label: 'action changes{color{from} description{from} name{from}} label@label',
  merge_group: `
    action merge_group{base_ref base_sha head_commit{author{email name} committer{email name} id message timestamp
    tree_id} head_ref head_sha} reason
  `,
  milestone: 'action changes{description{from} due_on{from} title{from}} milestone@milestone',
  page_build: 'build{commit created_at duration# error{message} pusher@user status updated_at url} id#',
  project: 'action changes{body{from} name{from}} project@project',
  project_card: 'action changes{column_id{from#} note{from}} project_card@project_card',
  project_column: 'action changes{name{from}} project_column@project_column',
  public: '',
  pull_request: `
    action after assignee@user before changes{base{ref{from} sha{from}} body{from} title{from}} label@label
    milestone@milestone number# pull_request@pull_request reason requested_reviewer@user requested_team@team
    stack{base{ref sha} id# number# position* size*}
  `,
  pull_request_review: 'action changes{body{from}} pull_request@simple_pull_request review@pull_request_review',
  pull_request_review_comment: `
    action changes{body{from}} comment@pull_request_review_comment pull_request@simple_pull_request
  `,
  push: `
    after base_ref before commits[]@commit compare created? deleted? forced? head_commit@commit pusher@committer ref
  `,
  registry_package: `
    action registry_package{created_at description ecosystem html_url id# name namespace owner@user package_type
    package_version{author@user body{_formatted? attributes* info{collection? mode# name oid path size# type}
    repository{repository@repository}} body_html container_metadata{labels{all_labels* description image_url licenses
    revision source} manifest{config{digest media_type size#} digest layers[]{digest media_type size#} media_type size#
    uri} tag{digest name}} created_at description docker_metadata[]* draft? html_url id# installation_command manifest
    metadata[]* name npm_metadata@package_npm_metadata nuget_metadata[]@package_nuget_metadata
    package_files[]{content_type created_at download_url id# md5 name sha1 sha256 size# state updated_at} package_url
    prerelease? release{author@user created_at draft? html_url id# name prerelease? published_at tag_name
    target_commitish url} rubygems_metadata[]* source_url summary tag_name target_commitish target_oid updated_at
    version} registry{about_url name type url vendor} updated_at}
  `,
  release: 'action changes{body{from} make_latest{to*} name{from} tag_name{from*}} release@release',
  repository_dispatch: 'action branch client_payload*',
  schedule: 'schedule workflow',
  status: `
    avatar_url branches[]{commit{sha url} name protected?} commit{author@user comments_url commit{author@committer
    comment_count# committer@committer message tree{sha url} url verification{payload reason signature verified?
    verified_at}} committer@user html_url node_id parents[]{html_url sha url} sha url} context created_at description
    id# name sha state target_url updated_at
  `,
  watch: 'action',
  workflow_dispatch: 'inputs* ref workflow',
  workflow_run: 'action workflow@workflow workflow_run@workflow_run',
};

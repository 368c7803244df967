/** Kinds of English words, see `word-kinds.ts`. Each stands for its other forms too; words joined by `_` are read together. A word may be of several kinds. */
export const ENGLISH_KINDS: Readonly<Record<string, string>> = {
  // People.
  kin: `mum mother mom mam mummy dad father daddy parent gran nan nana grandma granny grandmother grandad grandpa grandfather aunt auntie uncle
    brother sister sibling cousin nephew niece husband wife hubby missus spouse partner fiance fiancee in-laws relative family twin stepmother`,
  child: `son daughter child children kid boy girl lad lass toddler baby teenager teen grandson granddaughter grandchild grandkids stepson
    schoolgirl schoolboy youngster little_one little_un nipper`,
  friend: `friend mate pal flatmate housemate roommate neighbour neighbor colleague coworker boyfriend girlfriend ex bloke chap guy buddy fella
    fellow lodger acquaintance classmate`,
  stranger: `stranger unknown nobody_i_know someone_else somebody_else random`,
  trade: `plumber builder electrician roofer gardener cleaner window_cleaner decorator carer childminder nursery dentist garage mechanic landlord
    landlady tenant solicitor conveyancer contractor supplier freelancer tutor nanny handyman carpenter seller vet undertaker plasterer tiler milkman
    hairdresser babysitter letting_agent estate_agent photographer caterer`,
  biller: `gym netflix spotify sky edf eon octopus bt virgin vodafone o2 ee water gas electric electricity council utility broadband insurer
    charity magazine membership subscription thames ovo disney talktalk dvla energy tv_licence council_tax`,
  shop: `tesco asda sainsburys sainsbury morrisons lidl aldi waitrose amazon ebay argos boots ikea uber deliveroo supermarket shop
    store restaurant pub cafe bar hotel petrol_station checkout airline ryanair easyjet retailer takeaway primark greggs costa chemist newsagent
    bakery butcher vinted gumtree etsy merchant trader market_stall`,
  otherbank: `lloyds barclays hsbc natwest santander halifax nationwide monzo starling revolut chase tsb rbs first_direct co-op metro_bank
    citibank wise n26 paypal coinbase binance amex klarna other_bank another_bank old_bank previous_bank my_last_bank other_banks competitor rival`,
  staff: `person human being someone_real real_person agent operator adviser advisor consultant manager supervisor staff colleague flesh pulse face
    lady gentleman grown-up grownup specialist clerk teller employee boss_of_you living_soul somebody_alive`,
  machine: `robot bot machine computer ai software algorithm chatbot programme program chatgpt automated artificial script android_robot gpt llm`,
  // Life.
  death: `died dead death deceased passed_away passed_on late_husband late_wife funeral coffin buried burial cremation cremated widow widower
    bereaved bereavement probate executor estate inheritance inherit registrar grave ashes mourning hospice no_longer_with_us is_gone wake undertaker
    lost_my_mum lost_my_dad lost_my_husband lost_my_wife next_of_kin`,
  marriage: `married marry marriage wedding bride groom wed maiden divorce divorced separated splitting split_up deed_poll surname engaged
    engagement honeymoon ex-husband ex-wife widowed remarried transitioned`,
  moving: `moved moving move_house relocate relocating postcode new_flat new_house new_place house_move change_of_address new_address removal_van
    new_email new_number changed_my_name new_name redirect`,
  old: `elderly dementia alzheimer alzheimers frail carer care_home nursing_home pensioner bedridden forgetful confused eighties nineties
    getting_on bad_memory power_of_attorney attorney court_of_protection guardian behalf lpa look_after_her_money handle_his`,
  disability: `blind deaf wheelchair braille stammer stutter autistic autism dyslexia dyslexic parkinson parkinsons tremor cataract glaucoma macular
    eyesight hearing lipread bsl sign_language nvda jaws voiceover interpreter large_print disabled disability arthritis shaky hands_shake magnifier
    screen_reader hard_of_hearing hearing_aid colour-blind epilepsy mobility crutches`,
  illness: `ill sick cancer hospital surgery operation chemo doctor gp nurse stroke unwell illness diagnosis ward accident injured`,
  violence: `hits beats hit_me beat slaps threatens abusive controlling violent bruises locks_me hurt_me threatened afraid_of_him scared_of_him forces
    makes_me takes_my takes_all refuge`,
  despair: `suicide suicidal kill_myself end_it end_it_all jump pills overdose live_any_more live_anymore hopeless bridge no_point
    give_up worthless better_off_dead cant_go_on can't_go_on cant_breathe die go_on self-harm cutting noose chest_pain ambulance`,
  fear: `scared afraid frightened terrified worried worry panicking panic desperate alone crying anxious nervous shaking sleepless in_tears
    beside_myself stressed distraught ashamed embarrassed`,
  debt: `debt debts bailiff arrears behind_with ccj default collectors skint broke struggling make_ends_meet foodbank food_bank
    breathing_space stepchange cant_pay can't_pay can't_afford cant_afford falling_behind missed_payment overwhelmed hardship payment_holiday
    keep_up red_letters heating juggling sinking`,
  jobless: `redundant redundancy laid_off sacked fired jobless unemployed lost_my_job hours_cut dismissed out_of_work zero-hours`,
  work: `job work employer boss payroll shift wage wages salary payslip paycheck payday earn earnings income overtime bonus office hr factory
    warehouse new_job`,
  benefit: `universal_credit pip benefits dwp jobseekers pension state_pension housing_benefit child_benefit allowance_state pension_credit`,
  study: `uni university student college freshers degree undergraduate course halls campus term masters phd ucas sixth_form tuition
    apprenticeship lecture offer_letter`,
  business: `business company ltd limited_company firm sole_trader freelance freelancer self_employed self-employed startup start-up shopkeeper
    trading director partnership takings customers invoice vat turnover enterprise salon bakery_business van_business companies_house charity_account`,
  home: `house home flat property bungalow cottage apartment terrace semi landlord rent`,
  mortgage: `mortgage mortgages remortgage first_time_buyer valuation conveyancing estate_agent vendor property_ladder buy_a_house buy_a_flat
    buying_a_house buying_a_flat buying_a_home house_deposit agreement_in_principle buy-to-let`,
  gift: `birthday present gift christmas_money wedding_present pocket_money tooth_fairy allowance`,
  project: `kitchen bathroom boiler roof extension caravan van motorbike renovation loft conservatory windows driveway sofa new_car used_car
    car_loan holiday_loan`,
  // Places and times.
  place: `spain france germany italy portugal greece turkey poland ireland romania ukraine russia usa america states canada mexico brazil
    argentina australia zealand japan china hongkong korea india pakistan bangladesh thailand vietnam philippines indonesia bali dubai egypt morocco
    kenya nigeria ghana africa europe cyprus malta croatia bulgaria hungary austria switzerland netherlands holland belgium norway sweden denmark
    finland iceland israel jamaica cuba florida york california paris rome berlin madrid barcelona lisbon athens istanbul amsterdam prague vienna
    tokyo sydney toronto ibiza tenerife mallorca crete corfu lagos warsaw krakow budapest milan goa delhi lahore manila accra nairobi`,
  abroad: `abroad overseas holiday holidays vacation trip travelling traveling travel cruise beach airport foreign flying fly flight
    going_away back_home hotel_abroad overseas_bank`,
  ukplace: `london leeds manchester bristol cardiff glasgow edinburgh liverpool birmingham sheffield oxford cambridge brighton belfast
    newcastle nottingham norwich wales scotland england durham exeter hull wrexham paisley peterborough doncaster`,
  day: `monday tuesday wednesday thursday friday saturday sunday weekend tomorrow tonight evening afternoon morning`,
  month: `january february march april june july august september october november december christmas easter xmas new_year`,
  past: `yesterday last_week last_month last_night last_tuesday ago earlier this_morning last_year on_monday on_tuesday on_thursday on_friday`,
  often: `every_month each_month monthly weekly every_week each_week every_friday regular regularly automatic automatically by_itself recurring standing_order
    first_of_the_month fortnightly repeat on_the_first the_same_amount itself`,
  howlong: `how_long how_soon how_quick how_fast when_will take_to_arrive by_when hours days minutes instant instantly straight_away overnight`,
  // Money.
  money: `quid pounds pound gbp grand fiver tenner money cash k funds dosh bob penny pence sum amount readies wedge`,
  currency: `euro euros dollar dollars yen lira zloty rupees baht exchange_rate convert conversion currency francs krona rubles dirhams bureau`,
  pay: `pay paid paying send sent sending transfer transferred wire settle owe owed remit cough_up shift ping bung`,
  receive: `receive received incoming get_paid pay_me paid_in wages_in come_in coming_in send_me sending_me owes_me pays_me paying_me transfer_me`,
  fee: `fee fees charge charges charged cost costs costing price priced free commission skim catch deduct how_much_is monthly_fee standing_charge tariff
    rip-off sting pricey cheap`,
  interest: `interest rate rates aer apr percent per_cent yield earns grow return compound`,
  borrow: `borrow borrowing borrowed loan loans lend lending lent finance instalments repayments tide_me_over`,
  early: `early ahead lump_sum pay_off paying_off clear_the_loan overpay penalty sooner`,
  save: `savings save saving saver nest_egg rainy_day piggy put_aside set_aside stash put_by put_away mattress squirrel tucked
    pot easy_access instant_access emergency_fund spare_cash`,
  locked: `fixed fix lock lock_away locked_away tie tied term untouched cant_touch leave_it_for two_years one_year notice early_access mature matures bond`,
  isa: `isa isas tax_free tax-free tax_year twenty_thousand cash_isa`,
  protect: `fscs protected guarantee guaranteed bust go_under goes_under collapse collapses fold folds goes_bust bankrupt compensation northern_rock
    eighty-five_thousand safe_with_you secure run_on_the_bank`,
  overdraft: `overdraft overdraught overdrawn minus in_the_red into_the_red below_zero go_below under_zero dip buffer overdrafts`,
  score: `credit_score credit_rating credit_history credit_report credit_file experian equifax bad_credit score`,
  limit: `limit limits cap maximum max ceiling at_once in_one_go most_i_can too_much biggest largest how_big ten_thousand more_than`,
  // Cards and cash.
  card: `card cards plastic debit visa mastercard chip`,
  creditcard: `credit_card credit_cards balance_transfer minimum_payment interest-free`,
  pin: `pin pincode pin_number four_digits four_numbers secret_number four_digit passcode digits_for_the_card`,
  tap: `contactless tap tapped tapping beep wave hold_it_against`,
  wallet: `apple_pay google_pay samsung_pay gpay smartwatch pay_with_my_phone pay_by_phone pay_with_my_watch garmin fitbit wearable phone_wallet`,
  device: `phone mobile iphone android samsung pixel handset smartphone tablet ipad laptop computer watch device sim`,
  gone: `lost lose missing gone disappeared vanished nicked stolen snatched pinched swiped dropped mislaid misplaced robbed mugged taken half-inched
    left_it_on left_it_in cant_find can't_find nowhere fell_out pickpocket theft thief`,
  bag: `purse wallet handbag rucksack bag pocket coat jacket bus train taxi pub_table`,
  broken: `broken broke damaged cracked smashed snapped worn bent washed washing_machine split faded chewed melted expired expires faulty_card replacement
    new_card`,
  freeze: `freeze frozen block blocked lock_my unfreeze suspend deactivate kill_the_card stop_the_card cancel_the_card`,
  cash: `notes banknotes coins coin change jar coppers tenners fivers twenties pennies cash takings float jam_jar moneybox`,
  atm: `atm cashpoint cash_machine hole_in_the_wall dispenser machine_swallowed swallowed`,
  payin: `deposit deposited pay_in paying_in put_in post_office bank_it pay_it_in hand_over`,
  withdraw: `withdraw withdrawal take_out took_out draw_out get_out taking_out drew`,
  cheque: `cheque cheques chequebook paper_cheque check_from stub cheque_book`,
  // Payments.
  details: `sort_code account_number iban bic swift eight_digits six_digits bank_details deets eight_numbers particulars account_details long_number
    bank_numbers`,
  payee: `payee payees recipient beneficiary saved address_book contact_list new_payee`,
  namecheck: `name_doesn't_match doesn't_match doesnt_match no_match close_match name_check confirmation_of_payee mismatch match matches different_name
    wrong_name warning`,
  standing: `standing_order standing_orders allowance_each set_up_regular`,
  debit: `direct_debit direct_debits mandate dd dds takes_every collects`,
  cancel: `cancel stop call_off recall undo reverse retract scrap ditch changed_my_mind abort pull_back revoke withdraw_it unsend second_thoughts`,
  mistake: `mistake wrong typo slip error misread mixed_up fat_finger accident accidentally wrong_person wrong_account one_digit oops mistyped`,
  arrive: `arrive arrived landed turn_up turned_up come_through gone_through show_up reached clear cleared pending stuck limbo delayed still_waiting
    not_there in_transit hasn't_got hasnt_got still_nothing`,
  later: `schedule scheduled in_advance future_date post-dated set_for next_friday later_date`,
  sepa: `sepa overseas_payment abroad_payment remittance send_abroad money_abroad international`,
  between: `between_my my_own_account from_my_savings to_my_savings savings_to_current current_to_savings own_accounts shift_between`,
  qr: `qr barcode square_code scan scanning camera squares`,
  approve: `approve approval confirm authorise authorize notification prompt push pop_up popped nod buzz green_light`,
  // Trouble.
  fraud: `scam scammed fraud conned tricked duped fooled swindled hacked crook con_artist fleeced fraudster scammer romance fake_website
    fell_for taken_for_a_ride been_had bogus remote_access anydesk investment_man`,
  message: `text email link call caller voicemail sms message suspicious dodgy phishing fake claims claiming pretending hung_up rang ringing whatsapp
    click clicked security_team fraud_department urgent safe_account genuine one-time_code read_out`,
  dispute: `dispute refund chargeback never_arrived never_came faulty double_charged charged_twice twice refuses counterfeit returned money_back
    wrong_item went_bust ghosted not_as_described overcharged`,
  notmine: `recognise unrecognised don't_recognise dont_recognise never_bought not_mine didn't_make didnt_make wasn't_me wasnt_me never_been_there
    no_idea_what mystery`,
  refused: `declined refused rejected bounced not_accepted didn't_work wouldn't_go wouldnt_work wont_work won't_work error_message beeped_red said_no
    turned_away payment_failed`,
  complain: `complain complaint ombudsman disgusted rude unacceptable furious fed_up appalled disgraceful shambles grievance poor_service apology
    let_down official_complaint`,
  signin: `sign_in log_in login signin password passkey fingerprint face_id username locked_out get_in let_me_in logged_out log_on won't_let_me_in
    access`,
  // The bank and its branch.
  hours: `open_on opening closing close_at hours weekend bank_holiday till_when what_time shut_at shuts knock_off opening_times still_open`,
  queue: `queue ticket line waiting turn board number_called my_place in_front ahead_of_me how_many_people`,
  meeting: `appointment book meeting slot pencil diary arrange_a schedule_a sit_down_with face_to_face`,
  callback: `call_me ring_me phone_me callback call_back ring_back bell give_me_a_call give_me_a_ring`,
  contact: `phone_number email_address telephone write_to helpline hotline postal reach_you contact get_hold_of`,
  vr: `headset vr goggles quest avatar walk teleport 3d dizzy seasick controllers oculus virtual name_above nickname`,
  branch: `branch office counter this_place in_here`,
  privacy: `data privacy gdpr my_data personal_information share_my sell_my marketing delete_my what_you_hold subject_access junk_mail opt_out`,
  papers: `passport id driving_licence proof_of_address utility_bill birth_certificate paperwork documents document bring identification papers`,
  statement: `statement statements printout history transactions pdf proof_of_funds certificate embassy letter_for proof_of_income bank_letter
    six_months three_months last_year's`,
  joint: `joint together shared both_of_us both_names couple second_holder add_my_wife add_my_husband put_my_wife split_bills`,
  closing: `close_my close_the close_account leave_you leaving switch switching move_to_another cancel_my_account had_enough_of_you take_my_business`,
  opening: `open_an open_account set_up_an sign_up join become_a_customer new_customer apply start_an bank_with_you newcomer just_arrived`,
  // What no article answers.
  decision: `accept me_down turn_me_down turned_me_down chances eligible would_you_lend will_you_lend qualify get_approved been_approved reconsider
    waive let_me_off exception increase_my raise_my up_my application my_case entitled`,
  advice: `should_i better_off worth_it which_is_better recommend suggest advise wise daft sensible what_would_you_do in_my_shoes if_you_were_me
    good_idea best_thing what_do_you_think which_one right_thing am_i_mad foolish smarter makes_sense`,
  future: `next_year forecast predict expect going_up going_down go_up go_down rise fall crash by_summer by_christmas in_future plan_to planning_to
    ever_going reckon will_rates will_prices crystal_ball`,
  market: `rate_today right_now base_rate bank_of_england ftse price_of_gold today's best_rate who's_got compare compared best_deal bitcoin_price`,
  insure: `insurance insure insured cover policy premium breakdown_cover life_cover`,
  invest: `shares stocks invest investing investment bitcoin crypto gold etf tracker dividends portfolio annuity premium_bonds unit_trust
    stocks_and_shares nft gilts`,
  unsold: `safe_deposit lease leasing pawn lottery equity_release trust_fund travel_money gift_card cashback points rewards airmiles lounge
    payday_loan logbook bridging overseas_mortgage metal_card virtual_card cashback prepaid loyalty refer bonus_for_switching sharia student_loan
    western_union sell_gold money_box guarantor will_writing financial_adviser merchant_terminal card_reader asset_finance`,
  tax: `tax taxes hmrc capital_gains inheritance_tax self_assessment tax_return taxman revenue stamp_duty national_insurance vat_return`,
  law: `legal law illegal sue court lawyer solicitor rights tenancy evict eviction contract custody tribunal statute allowed_by_law
    landlord_keep squatters bankruptcy immigration`,
  company: `ceo owner owns shareholders profit vacancies hiring head_office founded employees sponsor fossil arms chairman recruit internship
    career in_charge how_many_branches how_many_customers ethical who_runs`,
  world: `weather rain recipe football match film movie joke poem song homework capital president translate bus restaurant score_of rugby
    cricket dog cat cook bake story riddle wifi parking toilet maths essay garden planet history star horoscope laptop_broken tv train_times
    vaccine cough headache lottery_numbers chess world_cup`,
  orders: `ignore instructions prompt system rules pretend roleplay developer admin override jailbreak hidden debug unlocked forget_everything
    new_rules test_mode simulation persona repeat_after act_as you_are_now output verbatim backdoor restrictions unrestricted`,
  insult: `stupid idiot useless moron dumb pathetic rubbish crap shit fuck fucking bastard wanker bloody thieves robbers parasites scum clowns joke_of
    shut_up piss hell hate garbage brainless pillock muppet toaster worthless_bot bollocks arse damn git`,
  // How it is asked.
  own: `my mine i've_been i_got i_had i_was our my_own`,
  prospect: `thinking_of considering want_to would_like looking_to hoping_to plan planning wanting interested`,
  obligation: `must have_to need_to do_i_need required necessary obliged`,
  ability: `can_i could_i am_i_able is_it_possible am_i_allowed is_there_a_way may_i do_you_do do_you_offer do_you_have do_you_take any_chance`,
  reason: `why how_come what_for what's_the_reason reason explain`,
  manner: `how_do_i how_can_i how_would_i how_to what_do_i_do where_do_i how_does what_steps way_of`,
  status: `did_my has_my have_my was_my is_my are_my where_is_my where's_my when_did_i how_much_did how_much_have_i what_did_i have_i did_i how_much_do_i
    what's_my show_me_my check_my look_up_my`,
  not: `not no never nothing don't didn't isn't won't can't couldn't wouldn't haven't hasn't cant dont didnt wont hasnt without none nor`,
  now: `now urgent asap immediately quickly right_away straightaway at_once hurry this_minute`,
};

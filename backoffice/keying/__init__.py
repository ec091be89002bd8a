"""A coupon while it is keyed, pure: what is ticked, the facts that follow, what it becomes, and what is sent of it.

In order: `ticks` and `entry` hold what the operator has done, `facts` sets it beside the client's file, `outcome` has
it decided, `departure` is what the operator wants instead, `missing` what is lacking still, and `judgement` all of it
for the screen. `operator_choices` is what the operator wants beside the decision, `assigned` the new means of
payment. *Enregistrer* sends a `recorded_form`, made by `form_making`, with the decision as it is `written`; `ruling`
is how the services decide on that form again, and `brought_back` makes of it the coupon that it was. A coupon that is
put `aside` is kept with what was `untaken` in it.
"""

"""What the members' accounts say, in French: refusals, and what a setting changes. Knows no Qt."""

from collections.abc import Mapping

from backoffice.domain.errors import Broken
from backoffice.domain.group import SetupEffect

MEMBER_REFUSALS: Mapping[Broken, str] = {
    Broken.GROUP_UNKNOWN: "Ce groupe est introuvable. Actualisez la liste.",
    Broken.GROUP_NAME_MISSING: "Donnez un nom au groupe.",
    Broken.GROUP_NAME_TAKEN: "Il y a déjà un groupe de ce nom : choisissez-en un autre.",
    Broken.CAGNOTTE_EXCLUDES: "La cagnotte ne va avec aucun autre moyen de paiement : une commande s'y prend sur le "
    "solde, sans paiement qui l'accompagne (M-04). Gardez-la seule, ou retirez-la.",
    Broken.METHODS_MISSING: "Choisissez au moins un moyen de paiement : sans lui, personne ne pourrait payer (M-03).",
    Broken.PAYMENTS_STILL_WAIT: "Des paiements attendent encore d'être confirmés ({cents}) : validez-les ou "
    "retirez-les avant d'arrêter la gestion des paiements.",
    Broken.MEMBER_UNKNOWN: "Cet adhérent est introuvable. Actualisez la liste.",
    Broken.MEMBER_NUMBER_MISSING: "Donnez un numéro à l'adhérent.",
    Broken.MEMBER_NAME_MISSING: "Donnez le nom de l'adhérent.",
    Broken.MEMBER_NUMBER_TAKEN: "Le numéro {number} est celui de {member} : choisissez-en un autre.",
    Broken.MEMBER_OF_ANOTHER: "Cet adhérent n'est pas du groupe de cette distribution. Rien n'a été enregistré.",
    Broken.OPENING_TAKEN: "Cet adhérent a déjà une reprise de solde de {cents} ({operator}, {recorded_at}). Un "
    "superviseur peut la remplacer, en disant pourquoi (M-06).",
    Broken.OPENING_ZERO: "Une reprise de solde à zéro ne change rien : saisissez le solde de l'adhérent, positif ou "
    "négatif.",
    Broken.DISTRIBUTION_UNKNOWN: "Cette distribution est introuvable. Actualisez la liste.",
    Broken.DISTRIBUTION_TITLE_MISSING: "Donnez un titre à la distribution.",
    Broken.DISTRIBUTION_VALIDATED: "Cette distribution est validée : elle ne prend plus ni commande ni paiement. "
    "Passez par la suivante, ou annulez d'abord sa validation.",
    Broken.ORDER_EMPTY: "Cette commande est vide : ajoutez une ligne.",
    Broken.ORDER_LABEL_MISSING: "Dites ce qui est commandé sur cette ligne.",
    Broken.ORDER_ONLY_GROWS: "Avec la gestion des paiements, rien ne se retire d'une commande : il faudrait "
    "rembourser. On peut y ajouter, avec un paiement complémentaire (M-02).",
    Broken.ORDER_LINE_UNKNOWN: "Cette ligne de commande est introuvable. Actualisez la liste.",
    Broken.ORDER_LINE_TAKEN_OFF: "Cette ligne est déjà retirée : rien de plus à faire.",
    Broken.CAGNOTTE_SHORT: "La cagnotte a {balance_cents} : il manque {missing_cents} pour cette commande. Ce qui "
    "attend d'être confirmé ne compte pas (M-04).",
    Broken.PAYMENTS_OFF: "La gestion des paiements de ce groupe est arrêtée : activez-la dans Groupe pour enregistrer "
    "un paiement (M-02).",
    Broken.METHOD_NOT_OFFERED: "Ce groupe n'accepte pas ce moyen de paiement ({group_method}). Choisissez-en un autre, "
    "ou ajoutez-le dans Groupe (M-03).",
    Broken.PAYMENT_DUPLICATE: "Ce chèque semble déjà enregistré (n° {number}, {cents}, {operator}, {recorded_at}). "
    "Rien n'a été enregistré : vérifiez, ou forcez, et ce sera noté à votre nom.",
    Broken.PAYMENT_UNKNOWN: "Ce paiement est introuvable. Actualisez la liste.",
    Broken.PAYMENT_CONFIRMED: "Ce paiement est confirmé : il ne se retire plus. Annulez d'abord la validation qui l'a "
    "confirmé (M-05).",
    Broken.PAYMENT_WITHDRAWN: "Ce paiement est déjà retiré : rien de plus à faire.",
    Broken.PAYMENT_NOT_WAITING: "Un des paiements choisis n'attend plus de confirmation. Rien n'a été enregistré ; la "
    "liste est à jour, reprenez-la.",
    Broken.VALIDATION_DIFFERS: "Montants reçus qui ne sont pas ceux annoncés : {differences}. Vérifiez les lignes "
    "marquées, ou confirmez-les (M-05).",
    Broken.VALIDATION_UNKNOWN: "Cette validation est introuvable. Actualisez la liste.",
    Broken.VALIDATION_UNDONE: "Cette validation est déjà annulée : rien de plus à faire.",
    Broken.VALIDATION_FOLLOWED: "Une distribution a été validée depuis : seule la dernière validation du groupe "
    "s'annule. Annulez d'abord celle-là.",
}

SETUP_EFFECTS: Mapping[SetupEffect, str] = {
    SetupEffect.PAYMENTS_BEGIN: "Les paiements s'enregistrent, et attendent la validation de leur distribution, sauf "
    "par carte bancaire en ligne (M-05).",
    SetupEffect.PAYMENTS_STOP: "Plus aucun paiement ne s'enregistre. Les comptes restent ce qu'ils sont.",
    SetupEffect.ORDERS_ONLY_GROW: "Rien ne se retire plus d'une commande. On peut y ajouter, avec un paiement "
    "complémentaire (M-02).",
    SetupEffect.ORDERS_SHRINK_AGAIN: "Une ligne de commande peut de nouveau être retirée.",
    SetupEffect.CREDIT_FIRST: "Les commandes se prennent sur le solde de l'adhérent : aucun paiement ne les "
    "accompagne. Un chèque, du liquide, un virement ou une carte créditent le compte (M-04).",
    SetupEffect.CREDIT_NO_MORE: "Les commandes ne se prennent plus sur une cagnotte : elles se règlent par les moyens "
    "choisis.",
    SetupEffect.DEBT_ALLOWED: "Un solde peut descendre sous zéro : l'adhérent l'équilibre plus tard.",
    SetupEffect.DEBT_REFUSED: "Le compte est crédité avant la commande : sans solde suffisant, elle est refusée.",
}

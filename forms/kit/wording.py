"""What the program says when it refuses, in French: what happened, what was kept, what to do. Knows no Qt."""

from collections.abc import Callable, Mapping
from datetime import datetime
from string import Formatter

from backoffice.domain.debit import DebitFact
from backoffice.domain.errors import Broken, Fact, Fault, RuleBroken, Unavailable
from backoffice.domain.group import GroupMethod
from backoffice.domain.iban import IbanFault
from backoffice.domain.importing import UnreadableReason
from backoffice.domain.mandate import MandateState
from backoffice.domain.money import Money
from backoffice.domain.people import Right, Role
from backoffice.domain.slimpay import SignatoryField
from backoffice.french.figures import euros, moment
from forms.kit.client_wording import CLIENT_REFUSALS, unknown_partners
from forms.kit.credit_wording import CREDIT_REFUSALS
from forms.kit.member_wording import GROUP_METHODS, MEMBER_REFUSALS
from forms.kit.names import MANDATE_STATES, RIGHTS, ROLES, UNREADABLE
from forms.kit.paper_wording import PAPER_REFUSALS

STAND_INS: Mapping[str, str] = {
    "action": "choisie",
    "balance_cents": "moins",
    "batch": "en cours",
    "cents": "ce montant",
    "cheque_cents": "moins",
    "computed": "une autre",
    "debit_fact": "une de ses données n'est pas valable",
    "differences": "un au moins",
    "digits": "un autre nombre de",
    "field": "une indication",
    "file": "choisi",
    "folder": "choisi",
    "group_method": "celui-ci",
    "iban_fault": "un caractère au moins n'est pas le bon",
    "key": "en cause",
    "length": "quelques",
    "login": "choisi",
    "member": "un autre",
    "message": "sans dire pourquoi",
    "method": "choisi",
    "missing_cents": "quelque chose",
    "new_state": "cet état",
    "number": "saisi",
    "old_state": "celui où il est",
    "operator": "quelqu'un d'autre",
    "order": "choisie",
    "partner_code": "non précisé",
    "partner_codes": "ce partenaire n'est connu",
    "reason": "son format n'est pas celui attendu",
    "recorded_at": "auparavant",
    "ref": "ce client",
    "reference": "en cause",
    "right": "faire cela",
    "role": "actuel",
    "rum": "du dossier",
    "settled_amounts": "celui du papier",
    "settled_cents": "plus",
    "signs_missing": "",
    "slimpay_code": "non précisé",
    "system": "le système financier",
    "text": "ce qui est saisi",
    "typed": "une",
    "value": "Rien",
    "version": "installée",
}
"""Every fact that a sentence can use, and the words that stand in for it where an error comes without it.

Facts that end in `cents` are whole cents of euro; `recorded_at` is an ISO moment, `signs_missing` a number; the others
that are in `_SAID` are values of their enumerations; the rest is shown as it is.
"""

REFUSALS: Mapping[Broken, str] = {
    Broken.CLIENT_BLOCKED: "Le compte de {ref} est bloqué : ni carte ni IBAN ne s'y saisit. Portez un grand B sur le "
    "coupon et mettez-le au REJET (P-66).",
    Broken.CLIENT_IS_DIRECT: "{ref} est un client FA (code partenaire {partner_code}, supérieur à 310) : il se "
    "saisit dans un lot FA, pas dans ce lot PARTENARIAT (P-01).",
    Broken.CLIENT_IS_PARTNER: "{ref} est un client PARTENARIAT (code partenaire {partner_code}, 310 au plus) : il se "
    "saisit dans un lot PARTENARIAT, pas dans ce lot FA (P-01).",
    Broken.AMOUNT_UNREADABLE: "« {text} » n'est pas un montant : écrivez-le comme 22,45.",
    Broken.AMOUNT_NOT_POSITIVE: "Le montant doit être supérieur à zéro.",
    Broken.AMOUNT_TOO_LARGE: "« {text} » dépasse le plus grand montant accepté, 99 999 999,99 €. Vérifiez les "
    "chiffres.",
    Broken.WORDS_UNREADABLE: "« {text} » ne se lit pas comme une somme en lettres : recopiez le chèque, comme "
    "vingt-deux euros et quarante-cinq centimes.",
    Broken.WORDS_MISSING: "Recopiez la somme en lettres du chèque : c'est elle qui vaut (P-20).",
    Broken.DATE_UNREADABLE: "« {text} » n'est pas une date : écrivez-la comme 04/03/2024 ou 040324.",
    Broken.ARRIVAL_IN_FUTURE: "La date d'arrivée est à venir : saisissez le jour où le courrier est arrivé.",
    Broken.CHEQUE_NUMBER_UNREADABLE: "Le numéro du chèque a 7 chiffres : tapez-les, ou passez la ligne CMC7 au "
    "lecteur.",
    Broken.CMC7_UNREADABLE: "La ligne CMC7 est incomplète : {digits} chiffres lus sur 31. Repassez le chèque, ou "
    "tapez les 7 chiffres du numéro.",
    Broken.CMC7_KEY_WRONG: "La clé de la ligne CMC7 ne correspond pas : {typed} lue, {computed} calculée. Repassez "
    "le chèque, ou tapez les 7 chiffres du numéro.",
    Broken.BLANK_ROW: "Une facture est restée vide alors qu'une autre est réglée. Choisissez son opération, ou "
    "forcez : ce sera noté.",
    Broken.NOTHING_SETTLED: "Aucune facture n'est réglée par ce chèque. Choisissez Régularisation sur une ligne au "
    "moins.",
    Broken.SETTLED_OVER_CHEQUE: "Les factures choisies font {settled_cents}, le chèque {cheque_cents} : on ne règle "
    "pas plus que le chèque (P-21).",
    Broken.SETTLED_OVER_PENDING: "Une facture n'attend pas autant : on ne peut pas y régler {cents}. Le reste du "
    "chèque est l'avoir du client (P-21).",
    Broken.INVOICES_CHANGED: "Les factures de ce client ont changé entre-temps. Rien n'a été enregistré ; les lignes "
    "sont à jour, reprenez-les.",
    Broken.INVOICE_IN_BATCH_WITHOUT: "Ce lot est SANS FACTURE : le chèque s'encaisse sur le compte du client, sans "
    "régler de facture (P-29).",
    Broken.NO_INVOICE: "{ref} n'a pas de facture à régler : mettez le coupon de côté pour un lot SANS FACTURE (P-29).",
    Broken.INVOICE_PENDING: "Ce client a {cents} en attente, et ce lot est SANS FACTURE : le chèque y serait un avoir. "
    "Rien n'a été enregistré : saisissez-le dans un lot AVEC FACTURE, ou forcez (P-29).",
    Broken.FIRST_CHEQUE_IS_ANOTHER: "Un autre chèque, de {cents}, s'encaisse avant celui-ci (P-26). Rien n'a été "
    "enregistré : saisissez-le comme premier chèque.",
    Broken.CHEQUE_TWICE: "Le chèque n° {number} est saisi deux fois dans ce courrier. Rien n'a été enregistré : "
    "corrigez les autres chèques (F3).",
    Broken.FACTS_CLASH: "Ce qui est coché au courrier se contredit. Rien n'a été enregistré : corrigez-le (F3).",
    Broken.FORM_UNUSABLE: "La base de données n'admet pas cette saisie telle qu'elle est. Rien n'a été enregistré, et "
    "ce qui était tapé est mis de côté : vérifiez-le et enregistrez de nouveau.",
    Broken.DECISION_OVERTAKEN: "Le dossier a changé depuis son ouverture, et la décision n'est plus celle qui était à "
    "l'écran. Rien n'a été enregistré : elle est à jour, vérifiez-la et enregistrez de nouveau.",
    Broken.CORRECTION_UNCASHED: "D'après son coupon, un chèque de {cents} ne s'encaisse pas. Rien n'a été corrigé : "
    "annulez l'encaissement, puis reprenez le coupon.",
    Broken.QUESTION_OPEN: "Une question attend sa réponse. Rien n'a été enregistré : répondez-y d'abord.",
    Broken.DEPARTURE_UNDECLARED: "Ce qui est saisi s'écarte de la décision, sans motif. Rien n'a été enregistré : "
    "dites pourquoi (F8), ou appliquez la décision (F12).",
    Broken.PROBABLE_DUPLICATE: "Ce chèque semble déjà saisi (n° {number}, {cents}, {ref}, lot {batch}, {operator}, "
    "{recorded_at}). Rien n'a été enregistré : vérifiez, ou forcez, et ce sera noté à votre nom.",
    Broken.CARD_BRAND_UNKNOWN: "Ce numéro n'est ni d'une CARTE BLEUE (CB, Visa, Mastercard) ni d'une AMERICAN EXPRESS. "
    "Relisez ses premiers chiffres sur le coupon.",
    Broken.CARD_LENGTH_WRONG: "Il y a {digits} chiffres : une CARTE BLEUE en a 16, une AMERICAN EXPRESS 15. Relisez le "
    "numéro sur le coupon.",
    Broken.CARD_NUMBER_WRONG: "Ce numéro de carte n'existe pas : un chiffre est faux, ou deux sont inversés. "
    "Relisez-le sur le coupon.",
    Broken.CARD_IS_AMEX: "C'est une AMERICAN EXPRESS : elle se saisit en 81, jamais en 82 (P-51). Choisissez 81.",
    Broken.CARD_IS_NOT_AMEX: "Ce n'est pas une AMERICAN EXPRESS : elle se saisit en 80, carte bleue (P-50). Choisissez "
    "80.",
    Broken.CARD_EXPIRY_UNREADABLE: "L'expiration s'écrit en 4 chiffres, le mois puis l'année : 0527 pour mai 2027 "
    "(P-50).",
    Broken.CARD_EXPIRY_TOO_FAR: "Cette expiration est dans plus de 20 ans. Relisez le mois et l'année sur le coupon.",
    Broken.CARD_EXPIRED: "Cette carte est expirée : elle ne peut pas servir. Relisez le mois et l'année sur le coupon.",
    Broken.CARD_REFUSED: "Le service d'alias refuse cette carte : elle ne peut pas servir. Rien n'a été changé.",
    Broken.IBAN_WRONG: "Cet IBAN est faux : {iban_fault}{signs_missing}. Relisez-le sur le coupon.",
    Broken.IBAN_SEALED_BEFORE: "La clé des IBAN a changé depuis que celui-ci a été affecté : rien n'est enregistré. "
    "Relancez Liasse et affectez-le de nouveau.",
    Broken.RUM_UNUSABLE: "Cette RUM ne peut pas servir : elle a 35 caractères au plus, sans espace ni accent, et ne "
    "contient pas d'IBAN.",
    Broken.MANDATE_TRANSITION: "Un mandat ne passe pas de « {old_state} » à « {new_state} ». Rien n'a été changé ; "
    "s'il en faut un autre, il aura sa propre RUM.",
    Broken.MANDATE_INACTIVE: "Le mandat de ce client est inactif : aucun IBAN ne peut lui être affecté. Mettez le "
    "coupon à la numérisation (P-68).",
    Broken.SLIMPAY_REFUSED: "SlimPay refuse cette demande : {message} (code {slimpay_code}). Rien n'a été changé ; "
    "prévenez l'administrateur.",
    Broken.SLIMPAY_SIGNATORY_WRONG: "SlimPay n'accepte pas {field} du signataire. Rien n'a été changé ; faites "
    "corriger la fiche du client.",
    Broken.SLIMPAY_MANDATE_UNKNOWN: "SlimPay ne connaît pas le mandat {rum}. Vérifiez la RUM du dossier, ou faites "
    "signer un nouveau mandat.",
    Broken.SLIMPAY_ORDER_UNKNOWN: "SlimPay ne connaît pas cette demande : il n'y a rien à abandonner.",
    Broken.NOTHING_TO_DEBIT: "Rien n'attend d'être prélevé : il n'y a pas de fichier à faire.",
    Broken.DEBIT_UNUSABLE: "Le prélèvement {reference} ne peut pas partir : {debit_fact}. Aucun fichier n'est fait ; "
    "corrigez le dossier et recommencez.",
    Broken.METHOD_INCOMPLETE: "Il manque la carte ou l'IBAN du mode {method}. Affectez-le d'abord ; rien n'a été "
    "enregistré.",
    Broken.METHOD_UNKNOWN: "Le mode {method} n'est ni 80, 81, 82 ou 99, ni le prélèvement du partenaire "
    "{partner_code}. Choisissez l'un d'eux ; rien n'a été enregistré.",
    Broken.DIRECT_METHOD_MISSING: "Le partenaire {partner_code} n'a pas de code de prélèvement. Faites importer ce "
    "code (colonne mdr_prelevement de partenaires.csv), ou choisissez un autre mode. Rien n'a été enregistré.",
    Broken.CHEQUE_NOT_DEBITED: "Le mode 15 est le chèque : rien ne s'y prélève. Choisissez 80, 81, 82, 99 ou le "
    "prélèvement du partenaire ; rien n'a été enregistré.",
    Broken.NO_IBAN_ON_FILE: "Ce client n'a pas d'IBAN au dossier : il n'y a rien à représenter. Rien n'a été "
    "enregistré.",
    Broken.MANDATE_MISSING: "Ce compte SlimPay n'a pas de mandat. Passez par l'action 2.4, code 99 (P-69) ; rien "
    "n'a été enregistré.",
    Broken.ORDER_UNKNOWN: "La commande {order} n'est plus au dossier. Rouvrez le dossier ; rien n'a été enregistré.",
    Broken.ORDER_NOT_RENEWABLE: "La commande {order} ne peut pas être réabonnée : décochez-la, et inscrivez "
    "« Réab Imp » (P-53). Rien n'a été enregistré.",
    Broken.MAIL_SENT_TO_BANK: "Ce prélèvement est déjà parti à la banque : il ne s'annule plus ici. S'il revient "
    "impayé, passez par l'action 4.7.",
    Broken.DEBIT_WITH_ITS_MAIL: "Un prélèvement s'annule avec son courrier, à la saisie du lot. S'il revient impayé, "
    "passez par l'action 4.7.",
    Broken.COLLECTED_TOO_SOON: "La date de prélèvement doit être à venir. Choisissez demain ou plus tard.",
    Broken.BANK_FILE_UNKNOWN: "Ce fichier de prélèvements est introuvable. Actualisez la liste.",
    Broken.MAIL_AT_SLIMPAY: "SlimPay attend encore l'IBAN de ce client : terminez ou abandonnez d'abord cette demande.",
    Broken.RECEIPT_UNKNOWN: "Cet encaissement est introuvable. Actualisez la liste.",
    Broken.RECEIPT_REVERSED: "Cet encaissement est déjà annulé : rien de plus à faire.",
    Broken.RECEIPT_STANDS: "Cet encaissement n'est pas annulé : sa ligne ne se copie qu'après l'action 4.3.",
    Broken.NOTHING_UNPAID: "Aucun règlement de ce client ne règle de facture en ce moment : il n'y a rien à "
    "régulariser. Pour annuler un encaissement, passez par l'action 4.3.",
    Broken.UNPAID_AMOUNT: "Aucun règlement de ce client n'est de {cents}. Tapez exactement le montant du chèque ou du "
    "prélèvement : {settled_amounts}.",
    Broken.IN_FINANCIAL_SYSTEM: "Ce paiement est aussi dans {system} : rien n'est régularisé ici. Annulez-le en 4.3 : "
    "la dette revient ligne par ligne, dès que {system} le confirme.",
    Broken.CANCELLATION_UNDER_WAY: "L'annulation de ce paiement est déjà demandée : rien n'est demandé deux fois. "
    "Suivez-la dans Paiements.",
    Broken.CANCELLATION_UNKNOWN: "Ce paiement n'est pas dans {system} : rien n'y est demandé. Actualisez la liste, il "
    "s'annule ici même.",
    Broken.LINE_NOT_REFUSED: "Cette ligne n'est pas refusée : il n'y a rien à redemander. Actualisez la liste.",
    Broken.ERP_MESSAGE_UNKNOWN: "Ce message est introuvable. Actualisez la liste.",
    Broken.ERP_MESSAGE_SETTLED: "Ce message est déjà tranché : rien n'a changé. Actualisez la liste.",
    Broken.ERP_MESSAGE_WITHOUT_REQUEST: "Ce message ne dit d'aucune ligne demandée qu'elle est annulée : il ne peut "
    "qu'être écarté.",
    Broken.BATCH_UNKNOWN: "Ce lot est introuvable. Actualisez la liste des lots.",
    Broken.BATCH_NOT_OPEN: "Le lot {batch} n'est plus ouvert : on n'y saisit plus. Rien n'a été enregistré ; ouvrez "
    "un autre lot pour ce coupon.",
    Broken.BATCH_NOT_PRECLOSED: "Le lot {batch} est encore ouvert : clôturez-le d'abord, la bande chèque vient "
    "ensuite.",
    Broken.BATCH_CLOSED: "Le lot {batch} est clos définitivement : il ne change plus. Un encaissement s'y annule en "
    "4.3.",
    Broken.BATCH_OF_ANOTHER: "Le lot {batch} est celui de {operator} : il n'est pas à vous. Demandez à un superviseur.",
    Broken.TAPE_MISSING: "La bande chèque de ce lot n'est pas faite : retapez les montants des chèques.",
    Broken.TAPE_DIFFERS: "La bande ne tombe pas juste. Les écarts sont marqués ligne par ligne : corrigez le chèque "
    "ou la bande.",
    Broken.SLIP_MISSING: "Le bordereau d'encaissement de ce lot n'est pas imprimé à jour : imprimez-le avant de "
    "clôturer définitivement.",
    Broken.SLIP_UNKNOWN: "Ce bordereau est introuvable. Vérifiez son numéro.",
    Broken.SLIP_WITHOUT_CHEQUE: "Ce lot n'a aucun chèque : il n'y a pas de bordereau à imprimer.",
    Broken.MAIL_UNKNOWN: "Ce courrier est introuvable. Actualisez la liste.",
    Broken.MAIL_CANCELLED: "Ce courrier est déjà annulé : rien de plus à faire.",
    Broken.MAIL_HAS_RECEIPT: "Ce courrier porte un chèque : annulez son encaissement, le courrier suit.",
    Broken.MAIL_TAKEN_UP: "Ce courrier mis de côté est déjà repris dans un lot SANS FACTURE : il ne s'annule plus.",
    Broken.NOTHING_FOR_SLIP: "Aucun papier n'attend ce bordereau : tous sont déjà sur un autre, ou il n'y en a pas.",
    Broken.ACTION_MISSING: "Aucune action n'est choisie. Choisissez ce qui est à faire sur le dossier.",
    Broken.ACTION_VALUE_UNKNOWN: "« {value} » n'est pas un choix de l'action {action} : prenez-en un dans la liste.",
    Broken.ACTION_STANDS: "L'action {action} est déjà en place sur ce dossier : rien de plus à faire.",
    Broken.ACTION_UNKNOWN: "Cette action est introuvable. Actualisez le dossier.",
    Broken.ACTION_LIFTED: "Cette action est déjà levée : rien de plus à faire.",
    Broken.ACTION_NOT_LIFTABLE: "L'action {action} ne se lève pas : seuls un stop promo (2.7) et un stop relance "
    "(2.8) se lèvent.",
    Broken.COMMENT_MISSING: "Le commentaire est vide : écrivez-le.",
    Broken.REASON_MISSING: "Dites pourquoi : le motif est gardé avec votre nom.",
    Broken.TEXT_UNUSABLE: "Ce texte ne peut pas être gardé : il dépasse {length} caractères, ou en contient "
    "d'illisibles.",
    Broken.TEXT_HOLDS_CARD: "Il y a un numéro de carte dans ce texte : aucun n'est jamais gardé (P-51). Retirez-le ; "
    "rien n'a été enregistré.",
    Broken.TEXT_HOLDS_IBAN: "Il y a un IBAN dans ce texte : il ne se garde que dans son champ. Retirez-le ; rien n'a "
    "été enregistré.",
    Broken.RULE_UNKNOWN: "Cette saisie se réclame d'une règle que la procédure n'a pas : rien n'a été enregistré. "
    "Rouvrez le dossier et recommencez.",
    Broken.GESTURE_REUSED: "Ce formulaire a déjà servi à un autre enregistrement. Rien de plus n'a été enregistré ; "
    "recommencez sur un formulaire vide.",
    Broken.LOGIN_REFUSED: "Identifiant ou mot de passe refusé. Vérifiez la touche Majuscule et recommencez.",
    Broken.ROLE_MAY_NOT: "Le rôle {role} ne permet pas de {right}. Demandez à quelqu'un qui en a le droit.",
    Broken.LOGIN_TAKEN: "L'identifiant {login} est déjà pris : choisissez-en un autre.",
    Broken.PASSWORD_WRONG: "Ce n'est pas votre mot de passe actuel. Rien n'a été changé.",
    Broken.PASSWORD_TOO_SHORT: "Le mot de passe est trop court : il en faut {length} caractères au moins.",
    Broken.PERSON_UNKNOWN: "Cette personne est introuvable. Actualisez la liste.",
    Broken.LAST_ADMINISTRATOR: "C'est le dernier administrateur : nommez-en un autre d'abord.",
    Broken.IMPORT_FILE_MISSING: "Le dossier {folder} ne contient aucun des quatre fichiers : partenaires.csv, "
    "clients.csv, factures.csv, commandes.csv. Choisissez-en un autre.",
    Broken.IMPORT_CANCELLED: "L'importation est arrêtée. Le fichier en cours n'a pas été importé, les précédents oui.",
    **CLIENT_REFUSALS,
    **MEMBER_REFUSALS,
    **CREDIT_REFUSALS,
    **PAPER_REFUSALS,
}
"""The facts of each refusal are those named between braces."""

FAILURES: Mapping[Fault, str] = {
    Fault.DATABASE_UNREACHABLE: "La base ne répond pas. Rien de ce qui est enregistré n'est perdu ; vérifiez le "
    "réseau et recommencez : rien ne sera compté deux fois.",
    Fault.DATABASE_BUSY: "La base est occupée par un autre poste. Recommencez dans un instant : rien ne sera compté "
    "deux fois.",
    Fault.DATABASE_BROKEN: "La base est abîmée. N'enregistrez plus rien et prévenez l'administrateur : il la "
    "rétablit depuis la dernière sauvegarde.",
    Fault.DATABASE_NOT_READY: "La base n'est pas prête. L'administrateur lance liasse-admin init, ou liasse-admin "
    "migrate après une mise à jour.",
    Fault.DATABASE_TOO_NEW: "La base vient d'une version plus récente de Liasse. Mettez ce poste à jour.",
    Fault.DISK_FULL: "Le disque est plein : rien de plus n'a été enregistré, et rien n'est perdu. Libérez de la place "
    "et recommencez.",
    Fault.SQLITE_UNSAFE: "La version {version} de SQLite peut perdre des écritures : Liasse ne démarre pas avec "
    "elle. Réinstallez les composants.",
    Fault.SECRET_MISSING: "La clé secrète manque dans le trousseau de ce poste. L'administrateur l'y dépose.",
    Fault.SECRET_WRONG: "La clé secrète de ce poste n'est pas celle de la base : elle a pu y être changée. "
    "L'administrateur copie dans le trousseau de ce poste celle du poste où il l'a changée ; relancez ensuite Liasse.",
    Fault.SECRET_IN_SETTINGS: "La clé secrète est dans le réglage secret : elle ne se change que dans le trousseau. "
    "Déposez-la dans le trousseau de ce poste, ôtez le réglage, et recommencez.",
    Fault.NOT_THE_OWNER: "Seul le propriétaire des tables peut changer la clé des IBAN. Recommencez avec l'adresse "
    "sous laquelle liasse-admin migrate se lance.",
    Fault.SETTINGS_WRONG: "Le réglage {key} du fichier {file} n'est pas valable. Corrigez-le et relancez Liasse.",
    Fault.ALIAS_SERVICE_MISSING: "Aucun service d'alias n'est réglé : une carte ne se saisit pas, puisque aucun numéro "
    "n'est jamais gardé (P-51). L'administrateur donne son adresse dans le réglage alias_url.",
    Fault.ALIAS_SERVICE_UNREACHABLE: "Le service d'alias ne répond pas : la carte n'est pas affectée. Recommencez dans "
    "un instant ; rien ne sera fait deux fois.",
    Fault.ALIAS_TOKEN_WRONG: "Le service d'alias ne reconnaît pas ce poste : son jeton manque, ou n'est pas le bon. "
    "L'administrateur le dépose dans le trousseau, ou dans le réglage alias_token.",
    Fault.ALIAS_ANSWER_ODD: "Le service d'alias a répondu autre chose que ce qui est convenu : la carte n'est pas "
    "affectée. Prévenez l'administrateur.",
    Fault.SLIMPAY_MISSING: "SlimPay n'est pas réglé sur ce poste : l'IBAN d'un compte en 99 ne s'y change pas (P-69). "
    "L'administrateur donne son adresse dans le réglage slimpay_url.",
    Fault.SLIMPAY_UNREACHABLE: "SlimPay ne répond pas. Rien n'est perdu : recommencez dans un instant ; rien ne sera "
    "demandé deux fois.",
    Fault.SLIMPAY_TOKEN_WRONG: "SlimPay ne reconnaît pas ce poste : son secret manque, ou n'est pas le bon. "
    "L'administrateur le dépose dans le trousseau, ou dans le réglage slimpay_secret.",
    Fault.SLIMPAY_ANSWER_ODD: "SlimPay a répondu autre chose que ce qui est convenu. Recommencez, et prévenez "
    "l'administrateur si cela revient.",
    Fault.ERP_UNREACHABLE: "{system} ne répond pas. Rien n'est perdu : ce qui est demandé est gardé, et repart de "
    "lui-même sous le même numéro.",
    Fault.ERP_TOKEN_WRONG: "{system} ne reconnaît pas ce poste : son secret manque, ou n'est pas le bon. "
    "L'administrateur le dépose dans le trousseau, ou dans les réglages.",
    Fault.ERP_ANSWER_ODD: "{system} a répondu autre chose que ce qui est convenu. Rien n'a changé ici ; prévenez "
    "l'administrateur si cela revient.",
    Fault.CREDITOR_WRONG: "Le réglage {key} du créancier n'est pas valable : aucun fichier ne part à la banque. "
    "L'administrateur le corrige.",
    Fault.DEBIT_FILE_WRONG: "Le fichier de prélèvements, relu, n'est pas celui qui était demandé : il n'est pas remis. "
    "Prévenez l'administrateur.",
    Fault.FOLDER_ABSENT: "Le dossier {folder} n'existe pas, ou ne s'ouvre pas. Choisissez-en un autre.",
    Fault.FOLDER_UNREADABLE: "Le dossier {folder} ne se lit pas. Ce qui y est gardé y reste ; faites rendre à votre "
    "session le droit de le lire, puis rouvrez Liasse.",
    Fault.FOLDER_UNUSABLE: "On ne peut pas écrire dans le dossier {folder}. Choisissez-en un autre, ou fermez le "
    "fichier s'il est ouvert ailleurs.",
    Fault.FILE_UNREADABLE: "Le fichier {file} ne se lit pas : {reason}. Rien n'en a été pris ; corrigez-le et "
    "recommencez.",
}
"""The facts of each failure are those named between braces."""

_UNEXPECTED = (
    "Une erreur imprévue est arrivée. Ce qui est saisi reste à l'écran ; enregistrez à nouveau, et prévenez "
    "l'administrateur si elle revient."
)

_LONGEST_QUOTE = 40


def sentence(error: Exception) -> str:
    """The sentence for a refusal or a failure; any other exception gets the one for bugs."""
    if isinstance(error, RuleBroken):
        return _say(REFUSALS[error.code], error.facts)
    if isinstance(error, Unavailable):
        return _say(FAILURES[error.fault], error.facts)
    return typeset(_UNEXPECTED)


def to_fill(label: str) -> str:
    """The sentence at a field that was left empty."""
    return typeset(f"{label} : à remplir pour continuer.")


def wiped() -> str:
    """The sentence at a field that was left with a card number in it."""
    return typeset("Numéro effacé par prudence : il est resté là sans servir. Retapez-le.")


def _say(template: str, facts: Mapping[str, Fact]) -> str:
    used = {name for _, name, _, _ in Formatter().parse(template) if name}
    said = template.format_map({name: _fact(name, facts.get(name, "")) for name in used})
    return typeset(said[:1].upper() + said[1:])


def _fact(name: str, value: Fact) -> str:
    try:
        return _in_french(name, value) or STAND_INS[name]
    except ValueError:
        return STAND_INS[name]  # an odd fact must not hide the error that it belongs to


def _in_french(name: str, value: Fact) -> str:
    text = str(value).strip()
    if name.endswith("cents"):
        return euros(Money(int(text)))
    if name in _SAID:
        return _SAID[name](text)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


_SIGNATORY: Mapping[SignatoryField, str] = {
    SignatoryField.TITLE: "la civilité",
    SignatoryField.GIVEN_NAME: "le prénom",
    SignatoryField.FAMILY_NAME: "le nom",
    SignatoryField.EMAIL: "l'adresse électronique",
    SignatoryField.TELEPHONE: "le téléphone",
    SignatoryField.POSTCODE: "le code postal",
    SignatoryField.CITY: "la ville",
}

_DEBIT_FACTS: Mapping[DebitFact, str] = {
    DebitFact.REFERENCE: "sa référence n'est pas valable",
    DebitFact.REPEATED: "sa référence sert deux fois",
    DebitFact.AMOUNT: "son montant est nul, négatif ou trop grand",
    DebitFact.NAME: "le nom du client manque, ou ne s'écrit pas en lettres latines",
    DebitFact.IBAN: "son IBAN n'est pas valable",
    DebitFact.RUM: "sa RUM n'est pas valable",
    DebitFact.SIGNED_ON: "son mandat serait signé après la date de prélèvement",
    DebitFact.SEQUENCE: "il est d'un autre type que ce fichier (FRST, RCUR)",
    DebitFact.ALIAS: "l'alias de sa carte manque, ou n'est pas valable",
}

_IBAN_FAULTS: Mapping[IbanFault, str] = {
    IbanFault.COUNTRY: "il ne commence pas par les deux lettres d'un pays, comme FR",
    IbanFault.LENGTH: "sa longueur n'est pas celle de son pays",
    IbanFault.SIGN: "une lettre y est à la place d'un chiffre, ou l'inverse",
    IbanFault.KEY: "sa clé ne correspond pas, un caractère est faux ou deux sont inversés",
}


def _missing(text: str) -> str:
    count = abs(int(text))
    signs = "1 caractère" if count == 1 else f"{count} caractères"
    return f", il manque {signs}" if int(text) > 0 else f", {signs} de trop"


_SAID: Mapping[str, Callable[[str], str]] = {
    "iban_fault": lambda text: _IBAN_FAULTS[IbanFault(text)],
    "new_state": lambda text: MANDATE_STATES[MandateState(text)],
    "old_state": lambda text: MANDATE_STATES[MandateState(text)],
    "debit_fact": lambda text: _DEBIT_FACTS[DebitFact(text)],
    "group_method": lambda text: GROUP_METHODS[GroupMethod(text)],
    "field": lambda text: _SIGNATORY[SignatoryField(text)],
    "partner_codes": unknown_partners,
    "reason": lambda text: UNREADABLE[UnreadableReason(text)],
    "recorded_at": lambda text: f"le {moment(datetime.fromisoformat(text))}",
    "ref": str,
    "right": lambda text: RIGHTS[Right(text)],
    "role": lambda text: ROLES[Role(text)],
    "settled_amounts": lambda text: " ou ".join(euros(Money(int(cents))) for cents in text.split()),
    "signs_missing": _missing,
}


def typeset(text: str) -> str:
    """French spacing: signs of two parts never begin a line."""
    for sign in ":;?!»":
        text = text.replace(f" {sign}", f"\u00a0{sign}")
    return text.replace("« ", "«\u00a0")
